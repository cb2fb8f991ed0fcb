/**
 * The pictures of people: their bytes in the row, or in a bucket where one is set. A row says which, so one that was
 * written before the bucket was set is still read. A bucket knows no transactions, so nothing is deleted there by who
 * changes a row: a job looks afterwards which object no row speaks of (docs/decisions/033-uploads.md).
 */
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type Tx, db } from '#platform/db/client.server.ts'
import { avatar } from '#platform/db/schema/index.ts'
import { env } from '#platform/config/env.server.ts'
import { enqueue } from '#platform/jobs/queue.server.ts'
import { AppError } from '#platform/forms/app-error.ts'
import { log } from '#platform/observability/log.server.ts'
import { failureReference } from '#platform/observability/request-scope.server.ts'
import { BucketAway, getObject, putObject, removeObject } from './objects.server.ts'

/** Long enough for the transaction that follows an upload. */
const LEFT_OVER_AFTER_MS = 10 * 60_000
const RETRY_SECONDS = 30

export type Picture = { userId: string; version: string; contentType: string; bytes: Buffer }
type Key = Pick<Picture, 'userId' | 'version'>
const KeySchema = z.object({ userId: z.uuid(), version: z.string().regex(/^[\w-]+$/) })

/** To be called before the row is written. Resolves to what stands in the row. Throws BucketAway. */
export async function bytesForRow({ bytes, contentType, ...key }: Picture): Promise<Buffer | null> {
  const { bucket } = env()
  if (bucket === null) return bytes
  await tidyLater(key)
  await putObject(bucket, nameOf(key), bytes, contentType)
  return null
}

/** For what can be done without the bucket: one that is away is no fault of whoever asks. */
export function unlessAway(error: unknown): undefined {
  if (!(error instanceof BucketAway)) throw error
  log.error({ err: error }, 'the bucket of uploads is away')
}

/** For what cannot. */
export function refuseWhileAway(error: unknown): never {
  unlessAway(error)
  throw new AppError('unavailable', { retryAfterSeconds: RETRY_SECONDS, reference: failureReference() })
}

/** Null where there is none, of that version if one is named. Throws BucketAway. */
export async function pictureOf(userId: string, version?: string): Promise<Picture | null> {
  const isAsked = version === undefined ? undefined : eq(avatar.version, version)
  const [row] = await db
    .select({ version: avatar.version, contentType: avatar.contentType, bytes: avatar.bytes })
    .from(avatar)
    .where(and(eq(avatar.userId, userId), isAsked))
  if (row === undefined) return null
  const bytes = row.bytes ?? (await bytesOf({ userId, version: row.version }))
  return bytes === null ? null : { userId, ...row, bytes }
}

/** Takes the row of a person's picture away, as part of `tx`; of its object, what is to happen when that commits. */
export async function removePicture(tx: Tx, userId: string): Promise<void> {
  const [gone] = await tx.delete(avatar).where(eq(avatar.userId, userId)).returning({ version: avatar.version, bytes: avatar.bytes })
  if (gone?.bytes === null) await enqueue(tx, 'upload.tidy', { userId, version: gone.version } satisfies Key)
}

/** Works one `upload.tidy` job: the object goes, unless a row speaks of it. */
export async function tidyUpload(_jobId: string, data: unknown): Promise<void> {
  const { userId, version } = KeySchema.parse(data)
  const isNamed = and(eq(avatar.userId, userId), eq(avatar.version, version), isNull(avatar.bytes))
  if ((await db.$count(avatar, isNamed)) > 0) return
  const { bucket } = env()
  if (bucket === null) throw new Error('An upload is left in a bucket, and S3_BUCKET_URL no longer says in which.')
  await removeObject(bucket, nameOf({ userId, version }))
}

const tidyLater = (key: Key) => enqueue(db, 'upload.tidy', key, { startAfter: new Date(Date.now() + LEFT_OVER_AFTER_MS) })

async function bytesOf(key: Key): Promise<Buffer | null> {
  const { bucket } = env()
  return bucket === null ? null : getObject(bucket, nameOf(key))
}

const nameOf = ({ userId, version }: Key): string => `avatars/${userId}/${version}`
