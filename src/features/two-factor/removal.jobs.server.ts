import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { complete } from '#auth/two-factor/factor-removal.server.ts'
import { db } from '#platform/db/client.server.ts'
import { factorRemoval } from '#platform/db/schema/index.ts'
import { enqueue } from '#platform/jobs/queue.server.ts'

const JobSchema = z.object({ userId: z.uuid() })

/**
 * Works one `two_factor.remove` job. A removal that was canceled is left alone; one that is not due yet gets another job. The
 * database tells the time, as for the queue.
 */
export async function removeFactor(_jobId: string, data: unknown): Promise<void> {
  const { userId } = JobSchema.parse(data)
  await db.transaction(async (tx) => {
    const { dueAt } = factorRemoval
    const isDue = sql<boolean>`${dueAt} <= now()`
    const [removal] = await tx.select({ dueAt, isDue }).from(factorRemoval).where(eq(factorRemoval.userId, userId)).for('update')
    if (removal === undefined) return
    if (removal.isDue) await complete(tx, userId)
    else await enqueue(tx, 'two_factor.remove', { userId }, { startAfter: removal.dueAt })
  })
}
