import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { newToken } from '#auth/sessions/hashed-token.server.ts'
import { answerMemberForm } from '#auth/forms/member-form.server.ts'
import { readSession } from '#auth/sessions/session.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import type { Viewer } from '#auth/sessions/viewer.ts'
import { db } from '#platform/db/client.server.ts'
import { avatar, user } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { PICTURE_BODY_MAX_BYTES, PICTURE_MAX_BYTES, PICTURE_PATH } from '#platform/forms/picture-upload.ts'
import { readBytes } from '#platform/forms/read-text.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { countTry } from '#platform/rate-limits/count.server.ts'
import { bytesForRow, pictureOf, refuseWhileAway, removePicture, unlessAway } from '#platform/storage/pictures.server.ts'
import { PICTURE_TYPE, TooManyPictures, reEncode } from './re-encode.server.ts'

const RETRY_SECONDS = 30
const VERSION_CHARACTERS = 16

/** Answers the picture page: a file, or the button that removes the picture. */
export function answerPicture(request: Request): Promise<Response> {
  let file: File | null = null
  return answerMemberForm(request, {
    schema: z.object({ act: z.enum(['upload', 'remove']) }),
    secrets: [],
    fresh: false,
    async read(): Promise<Record<string, string>> {
      // A stranger is sent to sign in: their file is not even taken.
      const member = await readSession(request)
      if (member === null) return {}
      // One person must not keep the few places busy in which pictures are read.
      await countTry('picture', member.viewer.id)
      const form = await readForm(request)
      const sent = form.get('picture')
      file = sent instanceof File && sent.size > 0 ? sent : null
      return { act: String(form.get('act')), [VIEWER_FIELD]: String(form.get(VIEWER_FIELD)) }
    },
    async submit({ act }, { viewer }) {
      if (act === 'remove') await keep(viewer, null, request)
      else await keep(viewer, await pictureIn(file), request)
      return { to: `${PICTURE_PATH}?done=${act === 'remove' ? 'removed' : 'saved'}` }
    },
  })
}

/** The picture of the person who asks. Somebody else's does not exist for them. */
export async function servePicture(request: Request, { userId, version }: { userId: string; version: string }): Promise<Response> {
  const found = await readSession(request)
  if (found === null || found.viewer.id !== userId) return notFound()
  const picture = await pictureOf(found.viewer.id, version).catch(unlessAway)
  if (picture === undefined) return new Response(null, { status: 503, headers: { 'retry-after': String(RETRY_SECONDS) } })
  if (picture === null) return notFound()
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'content-type': picture.contentType,
      // The address names the version; another person on this computer must not get it from the cache of all.
      'cache-control': 'private, max-age=31536000, immutable',
      vary: 'cookie',
    },
  })
}

const notFound = () => new Response(null, { status: 404 })

async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? ''
  const body = await readBytes(request, PICTURE_BODY_MAX_BYTES)
  if (body === null) throw new FormProblem({ fields: { picture: 'picture_too_large' } })
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData()
  } catch {
    throw new FormProblem({ fields: { picture: 'picture_invalid' } })
  }
}

async function pictureIn(file: File | null): Promise<Buffer> {
  if (file === null) throw new FormProblem({ fields: { picture: 'required' } })
  if (file.size > PICTURE_MAX_BYTES) throw new FormProblem({ fields: { picture: 'picture_too_large' } })
  const picture = await reEncode(new Uint8Array(await file.arrayBuffer())).catch((error: unknown) => {
    if (error instanceof TooManyPictures) throw new FormProblem({ form: 'too_many', retryAfterSeconds: RETRY_SECONDS })
    throw error
  })
  if (picture === null) throw new FormProblem({ fields: { picture: 'picture_invalid' } })
  return picture
}

async function keep({ id }: Viewer, picture: Buffer | null, request: Request): Promise<void> {
  const version = newToken().slice(0, VERSION_CHARACTERS)
  const made = { userId: id, version, contentType: PICTURE_TYPE }
  const bytes = picture === null ? null : await bytesForRow({ ...made, bytes: picture }).catch(refuseWhileAway)
  await db.transaction(async (tx) => {
    await removePicture(tx, id)
    if (picture !== null) await tx.insert(avatar).values({ ...made, bytes })
    await tx
      .update(user)
      .set({ image: picture === null ? null : `/avatar/${id}/${version}` })
      .where(eq(user.id, id))
    await record(tx, { name: 'user.profile_changed', actorId: id, subjectId: id, ...sourceOf(request) })
  })
}
