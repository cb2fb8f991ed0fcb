/** The end of an account, when its time to change one's mind is over. */
import { and, eq, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import { linkUrl } from '~/auth/mail-links.server'
import { type Tx, db } from '~/db/client.server'
import { accountDeletion, event, user, verification } from '~/db/schema'
import { queueMail } from '~/emails/queue.server'

const JobSchema = z.object({ userId: z.uuid() })

/** Works one `account.erase` job. Nothing happens to an account that was kept, or asked for again and not due yet. */
export async function eraseAccount(_jobId: string, data: unknown): Promise<void> {
  const { userId } = JobSchema.parse(data)
  await db.transaction(async (tx) => {
    const due = and(eq(accountDeletion.userId, userId), lte(accountDeletion.dueAt, new Date()))
    const [row] = await tx.select().from(accountDeletion).where(due).for('update')
    if (row !== undefined) await erase(tx, userId)
  })
}

/** Whatever names the person as its owner goes with the row. Events stay, as what happened to an id that means nobody. */
async function erase(tx: Tx, userId: string): Promise<void> {
  const [person] = await tx.delete(user).where(eq(user.id, userId)).returning()
  if (person === undefined) return
  await tx.delete(verification).where(eq(verification.value, userId))
  const theirs = or(eq(event.subjectId, userId), eq(event.actorId, userId))
  await tx.update(event).set({ ipAddress: null, userAgent: null, data: {} }).where(theirs)
  await queueMail(tx, person, { template: 'deletion-done', props: { name: person.name, signUpUrl: linkUrl('/sign-up') } })
}
