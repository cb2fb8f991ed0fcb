/**
 * Recovery without the authenticator. Anyone who reads the mailbox can request it, so nothing is removed for days, and a
 * code of the factor, any session, which has passed it, and the mailbox can cancel it meanwhile.
 */
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.server.ts'
import { factorRemoval, mailLink, twoFactor, user } from '#platform/db/schema/index.ts'
import { queueMail } from '#platform/email/queue.server.ts'
import { record } from '#platform/events/record.server.ts'
import { enqueue } from '#platform/jobs/queue.server.ts'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import * as mailLinks from '#auth/mail-links.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'

const REMOVAL_DAYS = 3
const DAY_MINUTES = 24 * 60

/**
 * Starts the delay, with the job that ends it and an email that can cancel it. A removal that is pending keeps its time; its
 * link is sent again where the last one has ended, as after an address was taken back.
 */
export async function request(tx: Tx, userId: string, from: Request): Promise<void> {
  const ttlMinutes = REMOVAL_DAYS * DAY_MINUTES
  const asked = { userId, dueAt: new Date(Date.now() + ttlMinutes * 60_000) }
  const [started] = await tx.insert(factorRemoval).values(asked).onConflictDoNothing().returning()
  if (started !== undefined) {
    await enqueue(tx, 'two_factor.remove', { userId }, { startAfter: started.dueAt })
    await record(tx, { name: 'two_factor.removal_requested', actorId: null, subjectId: userId, ...sourceOf(from) })
  }
  const [removal] = await tx.select().from(factorRemoval).where(eq(factorRemoval.userId, userId))
  const hasLink = (await tx.$count(mailLink, and(eq(mailLink.userId, userId), eq(mailLink.purpose, 'two_factor.keep')))) > 0
  if (removal !== undefined && !hasLink) await sendKeepLink(tx, removal)
}

async function sendKeepLink(tx: Tx, { userId, dueAt }: typeof factorRemoval.$inferSelect): Promise<void> {
  const [person] = await tx.select().from(user).where(eq(user.id, userId))
  if (person === undefined) return
  const ttlMinutes = Math.max(1, Math.ceil((dueAt.getTime() - Date.now()) / 60_000))
  const token = await mailLinks.create(tx, { userId, purpose: 'two_factor.keep', ttlMinutes })
  const props = { name: person.name, dueAt: dueAt.toISOString(), url: mailLinks.linkUrl('/keep-two-factor', token) }
  await queueMail(tx, person, { template: 'factor-removal', props })
}

/** `actorId`: who is signed in or has given a code; null for the mailbox. Returns whether a removal was pending. */
export async function cancel(tx: Tx, userId: string, actorId: string | null, from: Request | undefined): Promise<boolean> {
  if (!(await drop(tx, userId))) return false
  await record(tx, { name: 'two_factor.removal_cancelled', actorId, subjectId: userId, ...sourceOf(from) })
  return true
}

/** For a change of two-factor that settles it. Returns whether a removal was pending. */
export async function drop(tx: Tx, userId: string): Promise<boolean> {
  const dropped = await tx.delete(factorRemoval).where(eq(factorRemoval.userId, userId)).returning()
  await mailLinks.endAll(tx, userId, 'two_factor.keep')
  return dropped.length > 0
}

/** The delay is over and nobody canceled. Ends every session. */
export async function complete(tx: Tx, userId: string): Promise<void> {
  await drop(tx, userId)
  const isOn = and(eq(twoFactor.userId, userId), eq(twoFactor.verified, true))
  const removed = await tx.delete(twoFactor).where(isOn).returning({ id: twoFactor.id })
  if (removed.length === 0) return
  await tx.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, userId))
  await revokeAccess(tx, userId, null)
  await record(tx, { name: 'two_factor.disabled', actorId: null, subjectId: userId })
}
