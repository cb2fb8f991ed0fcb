/**
 * The mails that credential flows ask for. Each is a job: written here in milliseconds, sent by the worker. A stranger can ask
 * for all of them, so a mailbox gets a few an hour; whoever asks sees no difference.
 */
import { and, eq, like, ne } from 'drizzle-orm'
import { createEmailVerificationToken } from 'better-auth/api'
import { db } from '#platform/db/client.server.ts'
import { verification } from '#platform/db/schema/index.ts'
import { queueMail } from '#platform/email/queue.server.ts'
import { env } from '#platform/config/env.server.ts'
import { record } from '#platform/events/record.server.ts'
import { isWithinLimit } from '#platform/rate-limits/count.server.ts'
import { mailboxOf } from '#platform/rate-limits/mailbox.ts'
import { RESET_LINK } from './verification-store.server.ts'

type Person = { id: string; name: string; email: string; emailVerified: boolean; locale?: unknown }

export async function sendVerification(person: Person, token: string, expiresInMinutes: number) {
  if (!(await mayGetMail(person))) return
  await queueMail(db, recipient(person), {
    template: 'verify-email',
    props: { name: person.name, url: pageUrl('/verify-email', token), expiresInMinutes },
  })
}

/** Someone signed up with an address that has an account. Its owner is told by mail, the asker sees nothing. */
export async function sendAlreadyRegistered(person: Person, expiresInMinutes: number) {
  if (!person.emailVerified) {
    const token = await createEmailVerificationToken(env().authSecret, person.email, undefined, expiresInMinutes * 60, {
      userId: person.id,
    })
    return sendVerification(person, token, expiresInMinutes)
  }
  if (!(await mayGetMail(person))) return
  await queueMail(db, recipient(person), {
    template: 'already-registered',
    props: { name: person.name, signInUrl: pageUrl('/sign-in'), resetUrl: pageUrl('/forgot-password') },
  })
}

/** Only the newest link works: asking again must end a link that may lie in a mailbox someone else reads. */
export async function sendReset(person: Person, token: string, expiresInMinutes: number, isAskedFor: boolean) {
  if (isAskedFor && !(await mayGetMail(person))) return
  await db.transaction(async (tx) => {
    // Not the second factor that this person may be asked for right now: anybody can ask for a reset.
    const links = and(eq(verification.value, person.id), like(verification.identifier, `${RESET_LINK}%`))
    const newest = await tx.query.verification.findFirst({
      where: links,
      orderBy: (row, { desc }) => [desc(row.createdAt), desc(row.id)],
      columns: { id: true },
    })
    if (newest !== undefined) await tx.delete(verification).where(and(links, ne(verification.id, newest.id)))
    await record(tx, { name: 'password.reset_requested', actorId: null, subjectId: person.id })
    await queueMail(tx, recipient(person), {
      template: 'reset-password',
      props: { name: person.name, url: pageUrl('/reset-password', token), expiresInMinutes },
    })
  })
}

/** A mailbox gets a few an hour. */
export const mayGetMail = ({ email }: { email: string }) => isWithinLimit(db, 'mail', mailboxOf(email))

/** Better Auth types a column of ours as unknown. */
const recipient = ({ email, locale }: Person) => ({ email, locale: String(locale) })

/** Built from the configured origin: a forged Host header cannot put its own into a mail. */
function pageUrl(path: string, token?: string): string {
  const url = new URL(path, env().appUrl)
  if (token !== undefined) url.searchParams.set('token', token)
  return url.href
}
