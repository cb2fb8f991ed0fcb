/** The end of an account, when its time to change one's mind is over. */
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { revokeAccess } from '#auth/sessions/credentials.server.ts'
import { linkUrl } from '#auth/mail-links.server.ts'
import { type Tx, db } from '#platform/db/client.server.ts'
import { accountDeletion, user } from '#platform/db/schema/index.ts'
import { queueMail } from '#platform/email/queue.server.ts'
import { eraseDetails } from '#platform/events/erase.server.ts'
import { record } from '#platform/events/record.server.ts'
import { enqueue } from '#platform/jobs/queue.server.ts'
import { removePicture } from '#platform/storage/pictures.server.ts'

const JobSchema = z.object({ userId: z.uuid() })

/**
 * Works one `account.erase` job. Nothing happens to an account that was kept; one that is not due yet gets another job. The
 * database tells the time, as for the queue: by a clock of ours that is behind, the only job could come too early.
 */
export async function eraseAccount(_jobId: string, data: unknown): Promise<void> {
  const { userId } = JobSchema.parse(data)
  await db.transaction(async (tx) => {
    const { dueAt } = accountDeletion
    const isDue = sql<boolean>`${dueAt} <= now()`
    const [leaving] = await tx.select({ dueAt, isDue }).from(accountDeletion).where(eq(accountDeletion.userId, userId)).for('update')
    if (leaving === undefined) return
    if (leaving.isDue) await erase(tx, userId)
    else await enqueue(tx, 'account.erase', { userId }, { startAfter: leaving.dueAt })
  })
}

/** Whatever names the person as its owner goes with the row. Events stay, as what happened to an id that means nobody. */
async function erase(tx: Tx, userId: string): Promise<void> {
  await removePicture(tx, userId)
  // Pending links and challenges are in rows that no foreign key ties to the user.
  await revokeAccess(tx, userId, null)
  const [person] = await tx.delete(user).where(eq(user.id, userId)).returning()
  if (person === undefined) return
  await eraseDetails(tx, userId)
  await record(tx, { name: 'account.erased', actorId: null, subjectId: userId })
  await queueMail(tx, person, { template: 'deletion-done', props: { name: person.name, signUpUrl: linkUrl('/sign-up') } })
}
