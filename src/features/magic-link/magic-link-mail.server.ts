import { and, eq, ne } from 'drizzle-orm'
import { mayGetMail } from '#auth/account-mails.server.ts'
import * as mailLinks from '#auth/mail-links.server.ts'
import { db } from '#platform/db/client.server.ts'
import { user, verification } from '#platform/db/schema/index.ts'
import { queueMail } from '#platform/email/queue.server.ts'

/** Only the newest link works. Nothing for an address that nobody has: the asker sees no difference. */
export async function sendMagicLink(email: string, token: string, target: string | null, expiresInMinutes: number): Promise<void> {
  const [person] = await db.select().from(user).where(eq(user.email, email))
  if (person === undefined || !(await mayGetMail(person))) return
  const url = new URL(mailLinks.linkUrl('/magic-link', token))
  if (target !== null) url.searchParams.set('redirect', target)
  await db.transaction(async (tx) => {
    // As the plugin writes it.
    const value = JSON.stringify({ type: 'magic-link', email })
    const newest = await tx.query.verification.findFirst({
      where: eq(verification.value, value),
      orderBy: (row, { desc }) => [desc(row.createdAt), desc(row.id)],
      columns: { id: true },
    })
    if (newest !== undefined) await tx.delete(verification).where(and(eq(verification.value, value), ne(verification.id, newest.id)))
    await queueMail(tx, person, { template: 'magic-link', props: { name: person.name, url: url.href, expiresInMinutes } })
  })
}
