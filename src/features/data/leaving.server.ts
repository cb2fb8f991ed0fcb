/** Accounts that are to be erased. Until then nobody signs in: a link in a mail keeps the account, whoever asked for its end. */
import { and, eq, gt } from 'drizzle-orm'
import { type Store, type Tx, db } from '#platform/db/client.server.ts'
import { accountDeletion, mailLink, user } from '#platform/db/schema/index.ts'
import { queueMail } from '#platform/email/queue.server.ts'
import { enqueue } from '#platform/jobs/queue.server.ts'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import * as mailLinks from '#auth/mail-links.server.ts'

const GRACE_DAYS = 14
const DAY_MINUTES = 24 * 60
/** Between two mails to who tries to sign in. */
const REMINDER_PAUSE_MS = 5 * 60_000

type Person = { id: string; name: string; email: string; locale: string }

/** Every session ends, and the job that erases is written with the row it will look for. False when that was done already. */
export async function leave(tx: Tx, person: Person): Promise<boolean> {
  const dueAt = new Date(Date.now() + GRACE_DAYS * DAY_MINUTES * 60_000)
  const asked = await tx.insert(accountDeletion).values({ userId: person.id, dueAt }).onConflictDoNothing().returning()
  if (asked.length === 0) return false
  await revokeAccess(tx, person.id, null)
  await enqueue(tx, 'account.erase', { userId: person.id }, { startAfter: dueAt })
  await sendKeepLink(tx, person, dueAt)
  return true
}

/** Whether it was to be erased. */
export async function stay(tx: Tx, userId: string): Promise<boolean> {
  await mailLinks.endAll(tx, userId, 'account.keep')
  return (await tx.delete(accountDeletion).where(eq(accountDeletion.userId, userId)).returning()).length > 0
}

/** Asked before every session that Better Auth starts, whatever the way in. */
export const isLeaving = async (userId: string): Promise<boolean> =>
  (await db.$count(accountDeletion, eq(accountDeletion.userId, userId))) > 0

/** Mails who tries to sign in the link that keeps the account. Who got this far has proven to be the person. */
export async function remind(userId: string): Promise<void> {
  const [person] = await db
    .select({ id: user.id, name: user.name, email: user.email, locale: user.locale, dueAt: accountDeletion.dueAt })
    .from(accountDeletion)
    .innerJoin(user, eq(user.id, accountDeletion.userId))
    .where(eq(accountDeletion.userId, userId))
  // Kept at this moment: the sign-in is refused all the same, and the next one is not.
  if (person === undefined || (await wasJustSent(userId))) return
  await db.transaction((tx) => sendKeepLink(tx, person, person.dueAt))
}

async function sendKeepLink(store: Store, { id: userId, name, ...recipient }: Person, dueAt: Date): Promise<void> {
  const ttlMinutes = Math.max(1, Math.ceil((dueAt.getTime() - Date.now()) / 60_000))
  const token = await mailLinks.create(store, { userId, purpose: 'account.keep', ttlMinutes })
  const props = { name, dueAt: dueAt.toISOString(), url: mailLinks.linkUrl('/keep-account', token) }
  await queueMail(store, recipient, { template: 'deletion-asked', props })
}

async function wasJustSent(userId: string): Promise<boolean> {
  const since = new Date(Date.now() - REMINDER_PAUSE_MS)
  const recent = and(eq(mailLink.userId, userId), eq(mailLink.purpose, 'account.keep'), gt(mailLink.createdAt, since))
  return (await db.$count(mailLink, recent)) > 0
}
