/** Files in a bucket that speaks S3. Only what the app itself reads and passes on: the bucket needs no public address. */
import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import type { Bucket } from '#platform/config/env.uploads.ts'
import { readBytes } from '#platform/forms/read-text.ts'

const TIMEOUT_MS = 10_000
const OBJECT_MAX_BYTES = 5 * 1024 * 1024

/** The bucket does not answer, or not with what was asked of it. */
export class BucketAway extends Error {
  override name = 'BucketAway'
}

export async function putObject(bucket: Bucket, key: string, bytes: Buffer, contentType: string): Promise<void> {
  // Else the signature would not cover the file.
  const hash = createHash('sha256').update(bytes).digest('hex')
  const headers = { 'content-type': contentType, 'x-amz-content-sha256': hash }
  const answer = await ask(bucket, key, { method: 'PUT', body: new Uint8Array(bytes), headers })
  await drop(answer)
  if (!answer.ok) throw new BucketAway(`the bucket answered ${answer.status} to a PUT`)
}

/** Null when there is none. */
export async function getObject(bucket: Bucket, key: string): Promise<Buffer | null> {
  const answer = await ask(bucket, key, { method: 'GET' })
  const bytes = answer.ok ? await readBytes(answer, OBJECT_MAX_BYTES).catch(away) : await drop(answer)
  if (answer.status === 404) return null
  if (bytes === null) throw new BucketAway(`the bucket answered ${answer.status} to a GET, or too much`)
  return bytes
}

/** One that is not there is gone, too. */
export async function removeObject(bucket: Bucket, key: string): Promise<void> {
  const answer = await ask(bucket, key, { method: 'DELETE' })
  await drop(answer)
  if (!answer.ok && answer.status !== 404) throw new BucketAway(`the bucket answered ${answer.status} to a DELETE`)
}

async function ask({ url, ...credentials }: Bucket, key: string, init: RequestInit): Promise<Response> {
  const signed = await new AwsClient({ ...credentials, service: 's3' }).sign(`${url}/${key}`, init)
  // A redirect would take the file to another host.
  return fetch(signed, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(away)
}

async function drop(answer: Response): Promise<null> {
  await answer.body?.cancel()
  return null
}

function away(cause: unknown): never {
  throw new BucketAway('the bucket does not answer', { cause })
}
