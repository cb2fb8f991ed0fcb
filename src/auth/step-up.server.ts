/** Step-up: what changes an account asks for a proof that is younger than the session may be. */
import { and, eq } from 'drizzle-orm'
import { db } from '~/db/client.server'
import { session } from '~/db/schema'
import { record } from '~/events/record.server'
import type { ViewerSession } from './session.server'
import { sourceOf } from './source.server'

export const PROOF_TTL_MINUTES = 10

export const isFresh = ({ session: { provenAt } }: { session: Pick<ViewerSession['session'], 'provenAt'> }): boolean =>
  provenAt !== null && provenAt.getTime() > Date.now() - PROOF_TTL_MINUTES * 60_000

/** The person has just proven to be there, by `method`. The page that asks checks the proof first. */
export async function confirm(
  { viewer, session: { id } }: ViewerSession,
  method: 'password' | 'totp' | 'backup_code' | 'passkey',
  request: Request,
) {
  await db.transaction(async (tx) => {
    await tx
      .update(session)
      .set({ provenAt: new Date() })
      .where(and(eq(session.id, id), eq(session.userId, viewer.id)))
    await record(tx, { name: 'session.confirmed', actorId: viewer.id, subjectId: viewer.id, ...sourceOf(request), data: { method } })
  })
}

/** The address of the step-up page, which leads back to `path` of this app. */
export const confirmUrl = (path: string): string => `/confirm?redirect=${encodeURIComponent(path)}`
