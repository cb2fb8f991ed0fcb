/** Step-up: what changes an account asks for a proof that is younger than the session may be. */
import { and, eq } from 'drizzle-orm'
import { type Store, db } from '#platform/db/client.server.ts'
import { session, user } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { newToken } from '#auth/sessions/hashed-token.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { readSignedCookie, sessionCookie } from '#auth/sessions/signed-cookies.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'

export const PROOF_TTL_MINUTES = 10

export const isFresh = ({ session: { provenAt } }: { session: Pick<ViewerSession['session'], 'provenAt'> }): boolean =>
  provenAt !== null && provenAt.getTime() > Date.now() - PROOF_TTL_MINUTES * 60_000

type Confirmed = { cookies: string[] }

/**
 * The person has just proven to be there, by `method`. The page that asks checks the proof first. The session gets
 * another token: a copy of its cookie that somebody made before must not share in the proof. Null when the account has
 * had two-factor turned on meanwhile and the proof was of the password alone.
 */
export function confirm(member: ViewerSession, method: 'password' | 'totp' | 'backup_code', request: Request): Promise<Confirmed | null> {
  return db.transaction(async (tx) => {
    const { viewer } = member
    // Shared: nobody turns two-factor on before this is committed, and whoever does later takes other sessions' proofs back.
    const [person] = await tx.select({ hasTwoFactor: user.twoFactorEnabled }).from(user).where(eq(user.id, viewer.id)).for('share')
    if (person === undefined || (person.hasTwoFactor && method === 'password')) return null
    const token = newToken()
    // Of two proofs at one moment, one changes the token; the browser keeps the cookie of that answer.
    const presented = readSignedCookie(request, 'session_token') ?? ''
    const [renewed] = await tx
      .update(session)
      .set({ token, provenAt: new Date() })
      .where(and(eq(session.id, member.session.id), eq(session.userId, viewer.id), eq(session.token, presented)))
      .returning({ expiresAt: session.expiresAt })
    if (renewed === undefined) return { cookies: [] }
    await recordConfirmed(tx, member, method, request)
    return { cookies: [sessionCookie(request, token, renewed.expiresAt)] }
  })
}

/** For a proof that has started a session of its own, so that there is none to renew. */
export const recordConfirmed = (
  store: Store,
  { viewer, session: { id } }: ViewerSession,
  method: 'password' | 'totp' | 'backup_code' | 'passkey',
  request: Request,
) =>
  record(store, {
    name: 'session.confirmed',
    actorId: viewer.id,
    subjectId: viewer.id,
    target: `session:${id}`,
    ...sourceOf(request),
    data: { method },
  })

/** The address of the step-up page, which leads back to `path` of this app. */
export const confirmUrl = (path: string): string => `/confirm?redirect=${encodeURIComponent(path)}`
