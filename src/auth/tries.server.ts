/** Tries in a window of time, in the database, so that every instance counts the same ones by the same clock. */
import { eq, inArray, lte, sql } from 'drizzle-orm'
import { db } from '~/db/client.server'
import { tryCount } from '~/db/schema'
import { FormProblem } from './form-post.server'
import { hashToken } from './hashed-token.server'

const SWEPT_ROWS_MAX = 100

type Limit = { max: number; windowMinutes: number }

const isOver = lte(tryCount.expiresAt, sql`now()`)

/** Counts before it looks, so that tries at one moment count too. Throws FormProblem when there are no more. */
export async function countTry(key: string, { max, windowMinutes }: Limit): Promise<void> {
  const [row] = await db
    .insert(tryCount)
    .values({ keyHash: hashToken(key), count: 1, expiresAt: sql`now() + make_interval(mins => ${windowMinutes}::int)` })
    .onConflictDoUpdate({
      target: tryCount.keyHash,
      set: {
        count: sql`case when ${isOver} then 1 else ${tryCount.count} + 1 end`,
        expiresAt: sql`case when ${isOver} then excluded.expires_at else ${tryCount.expiresAt} end`,
      },
    })
    .returning({ count: tryCount.count, secondsLeft: sql<number>`ceil(extract(epoch from ${tryCount.expiresAt} - now()))::int` })
  if (row?.count === 1) await sweep()
  if (row === undefined || row.count <= max) return
  throw new FormProblem({ form: 'too_many', retryAfterSeconds: Math.max(1, row.secondsLeft) })
}

export async function forgetTries(key: string): Promise<void> {
  await db.delete(tryCount).where(eq(tryCount.keyHash, hashToken(key)))
}

/** Of rows that are being counted on at this moment none is waited for: two sweeps would wait for each other. */
async function sweep(): Promise<void> {
  const over = db.select({ keyHash: tryCount.keyHash }).from(tryCount).where(isOver)
  await db.delete(tryCount).where(inArray(tryCount.keyHash, over.limit(SWEPT_ROWS_MAX).for('update', { skipLocked: true })))
}
