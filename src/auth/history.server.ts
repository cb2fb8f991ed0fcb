/**
 * What Better Auth did, as events. It writes in transactions of its own, so these rows follow right after its
 * commit instead of inside it; everything this product writes itself is recorded in the same transaction.
 */
import { eq } from 'drizzle-orm'
import { db } from '~/db/client.server'
import { user, verification } from '~/db/schema'
import type { NewEvent } from '~/events/catalogue'
import { record } from '~/events/record.server'
import { inBackground } from './background.server'
import { sourceOf } from './source.server'
import * as trustedDevices from './trusted-devices.server'

type Person = { id: string }
type SessionRow = { userId: string; ipAddress?: string | null; userAgent?: string | null }

export const signedUp = (person: Person, request: Request | undefined) => note('user.signed_up', person.id, sourceOf(request))
export const emailWasVerified = (person: Person, request: Request | undefined) => note('user.email_verified', person.id, sourceOf(request))
export const backupCodeUsed = (person: Person, request: Request | undefined) => note('backup_code.used', person.id, sourceOf(request))
export const connected = (account: { userId: string; providerId: string }, request: Request | undefined) =>
  note('connection.added', account.userId, sourceOf(request), { provider: account.providerId })
export const sessionStarted = (session: SessionRow) => note('session.started', session.userId, session)
export function sessionEnded(session: SessionRow & { expiresAt: Date }) {
  // A session that ran out is cleared away when it is next met; nobody signed out.
  if (session.expiresAt > new Date()) note('session.ended', session.userId, session)
}

/** The reset itself is committed; that the link proved the address, and the event, go together. */
export async function passwordWasReset(person: Person, request: Request | undefined): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(user).set({ emailVerified: true }).where(eq(user.id, person.id))
    await trustedDevices.forgetAll(tx, person.id)
    // A sign-in with the old password that is owed its second factor, and other links to set one.
    await tx.delete(verification).where(eq(verification.value, person.id))
    await record(tx, { name: 'password.reset', actorId: person.id, subjectId: person.id, ...sourceOf(request) })
  })
}

type From = { ipAddress?: string | null; userAgent?: string | null }

function note(name: NewEvent['name'], subjectId: string, { ipAddress = null, userAgent = null }: From, data: Record<string, string> = {}) {
  inBackground(record(db, { name, actorId: subjectId, subjectId, ipAddress, userAgent, data }))
}
