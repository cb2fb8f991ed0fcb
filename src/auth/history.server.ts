/**
 * What Better Auth did, as events. It writes in transactions of its own, so these rows follow right after its
 * commit instead of inside it; everything this product writes itself is recorded in the same transaction.
 */
import { db } from '~/db/client.server'
import type { NewEvent } from '~/events/catalogue'
import { record } from '~/events/record.server'
import { CLIENT_ADDRESS_HEADER } from './client-address.server'

type Person = { id: string }
type SessionRow = { userId: string; ipAddress?: string | null; userAgent?: string | null }

export const signedUp = (user: Person, request: Request | undefined) => note('user.signed_up', user.id, source(request))
export const emailWasVerified = (user: Person, request: Request | undefined) => note('user.email_verified', user.id, source(request))
export const passwordWasReset = (user: Person, request: Request | undefined) => note('password.reset', user.id, source(request))
export const sessionStarted = (session: SessionRow) => note('session.started', session.userId, session)
export const sessionEnded = (session: SessionRow) => note('session.ended', session.userId, session)

function note(name: NewEvent['name'], subjectId: string, from: { ipAddress?: string | null; userAgent?: string | null }) {
  return record(db, { name, actorId: subjectId, subjectId, ipAddress: from.ipAddress ?? null, userAgent: from.userAgent ?? null })
}

function source(request: Request | undefined) {
  return { ipAddress: request?.headers.get(CLIENT_ADDRESS_HEADER), userAgent: request?.headers.get('user-agent') }
}
