/**
 * A new e-mail address: the old mailbox agrees, the new one is proven by whoever is signed in, then it changes, and the
 * old mailbox can take it back for three days. What is asked for an address that has an account looks the same and never
 * completes; its owner is told.
 */
import { and, eq, gt, gte, sql } from 'drizzle-orm'
import { removePassword, revokeAccess } from '#auth/sessions/credentials.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { authParts } from '#auth/auth-parts.ts'
import * as mailLinks from '#auth/mail-links.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { removeSignInMethodsSince } from '#auth/sign-in-methods.server.ts'
import { type Tx, db } from '#platform/db/client.server.ts'
import { emailChange, mailLink, user } from '#platform/db/schema/index.ts'
import { queueMail } from '#platform/email/queue.server.ts'
import { record } from '#platform/events/record.server.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'
import { countTry, isWithinLimit } from '#platform/rate-limits/count.server.ts'
import { mailboxOf } from '#platform/rate-limits/mailbox.ts'

const CHANGE_TTL_MINUTES = 24 * 60
const UNDO_TTL_MINUTES = 72 * 60

/** The change that waits for its two mailboxes. */
export async function pending(viewerId: string) {
  const [row] = await db.select().from(emailChange).where(waiting(viewerId))
  if (row === undefined) return null
  const { newEmail, confirmedAt, verifiedAt, expiresAt } = row
  return { newEmail, isConfirmed: confirmedAt !== null, isVerified: verifiedAt !== null, expiresAt: expiresAt.toISOString() }
}

/** Starts a change, or sends the mails of the one that waits again. Only the newest links work. */
export async function request({ viewer }: ViewerSession, newEmail: string, from: Request): Promise<void> {
  if (newEmail === viewer.email) throw new FormProblem({ fields: { email: 'email_unchanged' } })
  await countTry('email_change', viewer.id)
  await db.transaction(async (tx) => {
    const [person] = await tx.select().from(user).where(eq(user.id, viewer.id)).for('update')
    if (person === undefined) throw new FormProblem({ form: 'internal' })
    const expiresAt = new Date(Date.now() + CHANGE_TTL_MINUTES * 60_000)
    await tx.delete(emailChange).where(eq(emailChange.userId, person.id))
    await tx.insert(emailChange).values({ userId: person.id, newEmail, expiresAt })
    await sendLinks(tx, person, newEmail)
    await record(tx, { name: 'email.change_requested', actorId: person.id, subjectId: person.id, ...sourceOf(from) })
  })
}

export async function resend(member: ViewerSession, from: Request): Promise<void> {
  const change = await pending(member.viewer.id)
  if (change !== null) await request(member, change.newEmail, from)
}

export async function cancel({ viewer }: ViewerSession, from: Request): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await dropPending(tx, viewer.id))) return
    await record(tx, { name: 'email.change_cancelled', actorId: viewer.id, subjectId: viewer.id, ...sourceOf(from) })
  })
}

/** The old mailbox agrees. Who holds its mail need not be signed in here. */
export async function confirm(token: string, member: ViewerSession | null, from: Request): Promise<boolean> {
  return db.transaction(async (tx) => {
    const link = await mailLinks.consume(tx, 'email.confirm', token)
    if (link === null) throw new FormProblem({ form: 'link_invalid' })
    await tx.update(emailChange).set({ confirmedAt: new Date() }).where(waiting(link.userId))
    return complete(tx, link.userId, member, from)
  })
}

/**
 * The new mailbox is proven, by the person who asked: a stranger who is sent such a link and follows it must not give
 * their address to someone else's account.
 */
export async function verify(token: string, member: ViewerSession, from: Request): Promise<boolean> {
  return db.transaction(async (tx) => {
    const found = await mailLinks.find(tx, 'email.verify', token)
    if (found?.userId !== member.viewer.id) throw new FormProblem({ form: 'link_invalid' })
    const link = await mailLinks.consume(tx, 'email.verify', token)
    if (link === null) throw new FormProblem({ form: 'link_invalid' })
    await tx.update(emailChange).set({ verifiedAt: new Date() }).where(waiting(link.userId))
    return complete(tx, link.userId, member, from)
  })
}

/**
 * The old mailbox takes it back, however often it was changed since. Returns its address. Whoever changed it may know the
 * password, may have made other ways in since and may have asked for the account's end: none of it holds any more.
 */
export async function undo(token: string, from: Request): Promise<string> {
  return db.transaction(async (tx) => {
    const link = await mailLinks.consume(tx, 'email.undo', token)
    const { email, at } = link?.data ?? {}
    if (link === null || email === undefined || at === undefined) throw new FormProblem({ form: 'link_invalid' })
    // Before the address changes: pending rows name the current one.
    await revokeAccess(tx, link.userId, null)
    await takeAddress(tx, link.userId, email)
    await endLaterLinks(tx, link.userId, at)
    await removePassword(tx, link.userId)
    await removeSignInMethodsSince(tx, link.userId, new Date(at), from)
    for (const part of authParts()) await part.onEmailChangeUndone?.(tx, link.userId)
    await record(tx, { name: 'email.change_undone', actorId: null, subjectId: link.userId, ...sourceOf(from) })
    return email
  })
}

/** Both mailboxes have spoken: the address changes, in one transaction with everything that follows. */
async function complete(tx: Tx, userId: string, member: ViewerSession | null, from: Request): Promise<boolean> {
  const [change] = await tx.select().from(emailChange).where(waiting(userId)).for('update')
  if (change === undefined) throw new FormProblem({ form: 'link_invalid' })
  if (change.confirmedAt === null || change.verifiedAt === null) return false
  // By the clock of Postgres, as what is made afterwards.
  const at = sql`now()`.mapWith(user.createdAt)
  const [before] = await tx.select({ was: user, at }).from(user).where(eq(user.id, userId)).for('update')
  if (before === undefined) throw new FormProblem({ form: 'link_invalid' })
  const { was } = before
  // Before the address changes: pending rows name the current one or the new one.
  await revokeAccess(tx, userId, member?.viewer.id === userId ? member.session.id : null)
  await takeAddress(tx, userId, change.newEmail)
  await record(tx, { name: 'email.changed', actorId: userId, subjectId: userId, ...sourceOf(from) })
  const data = { email: was.email, at: before.at.toISOString() }
  const token = await mailLinks.create(tx, { userId, purpose: 'email.undo', ttlMinutes: UNDO_TTL_MINUTES, data })
  await queueMail(tx, was, {
    template: 'email-changed',
    props: {
      name: was.name,
      newEmail: shownEmail(change.newEmail),
      url: mailLinks.linkUrl('/change-email/undo', token),
      expiresInMinutes: UNDO_TTL_MINUTES,
    },
  })
  return true
}

/**
 * An account that was signed up with the address and never confirmed gives way: whoever made it did not prove the
 * mailbox, and this person did. One that was confirmed keeps it.
 */
async function takeAddress(tx: Tx, userId: string, email: string): Promise<void> {
  await tx.delete(user).where(and(eq(user.email, email), eq(user.emailVerified, false)))
  const [holder] = await tx.select({ id: user.id }).from(user).where(eq(user.email, email))
  if (holder !== undefined && holder.id !== userId) throw new FormProblem({ form: 'link_invalid' })
  await tx.update(user).set({ email, emailVerified: true }).where(eq(user.id, userId))
}

/** The same work for a known and an unknown address: only the mail that goes there differs. Anyone can name one, so a mailbox gets a few an hour. */
async function sendLinks(tx: Tx, person: typeof user.$inferSelect, newEmail: string): Promise<void> {
  const { id: userId, name } = person
  await endLinks(tx, userId)
  const link = { userId, ttlMinutes: CHANGE_TTL_MINUTES }
  const confirmToken = await mailLinks.create(tx, { ...link, purpose: 'email.confirm' })
  const verifyToken = await mailLinks.create(tx, { ...link, purpose: 'email.verify' })
  await queueMail(tx, person, {
    template: 'email-change-confirm',
    props: {
      name,
      newEmail: shownEmail(newEmail),
      url: mailLinks.linkUrl('/change-email/confirm', confirmToken),
      expiresInMinutes: CHANGE_TTL_MINUTES,
    },
  })
  // A person who is signed in is a stranger to that mailbox.
  const mailbox = mailboxOf(newEmail)
  if (!(await isWithinLimit(tx, 'mail_without_proof', mailbox)) || !(await isWithinLimit(tx, 'mail', mailbox))) return
  const [holder] = await tx
    .select()
    .from(user)
    .where(and(eq(user.email, newEmail), eq(user.emailVerified, true)))
  if (holder !== undefined) {
    const props = { name: holder.name, signInUrl: mailLinks.linkUrl('/sign-in') }
    return queueMail(tx, holder, { template: 'email-change-known', props })
  }
  const props = { name, url: mailLinks.linkUrl('/change-email/verify', verifyToken), expiresInMinutes: CHANGE_TTL_MINUTES }
  await queueMail(tx, { email: newEmail, locale: person.locale }, { template: 'email-change-verify', props })
}

async function dropPending(tx: Tx, userId: string): Promise<boolean> {
  await endLinks(tx, userId)
  return (await tx.delete(emailChange).where(eq(emailChange.userId, userId)).returning()).length > 0
}

/** The mailboxes that had the account since must not take it back in their turn, lock its owner out or keep an authenticator. */
async function endLaterLinks(tx: Tx, userId: string, at: string): Promise<void> {
  const ofPurpose = (purpose: mailLinks.MailLinkPurpose) => and(eq(mailLink.userId, userId), eq(mailLink.purpose, purpose))
  await tx.delete(mailLink).where(and(ofPurpose('email.undo'), sql`${mailLink.data}->>'at' > ${at}`))
  await tx.delete(mailLink).where(and(ofPurpose('not_me'), gte(mailLink.createdAt, new Date(at))))
  await mailLinks.endAll(tx, userId, 'two_factor.keep')
}

async function endLinks(tx: Tx, userId: string): Promise<void> {
  await mailLinks.endAll(tx, userId, 'email.confirm')
  await mailLinks.endAll(tx, userId, 'email.verify')
}

const waiting = (userId: string) => and(eq(emailChange.userId, userId), gt(emailChange.expiresAt, new Date()))
