/** Tries in the database: its clock, and the transaction of `store`. */
import { and, eq, gt, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { Store } from '#platform/db/client.server.ts'
import { tryCount } from '#platform/db/schema/index.ts'
import type { Counts, Take } from './counts.ts'

/** New ones, in this process. A sweep takes more than have come, so the table shrinks; what is left when nobody comes goes once a day (`rows.sweep`). */
const ROWS_BETWEEN_SWEEPS = 20
const SWEPT_ROWS_MAX = 100

let newRows = 0

const isOver = lte(tryCount.expiresAt, sql`now()`)

export const postgresCounts = (store: Store): Counts => ({
  take: (key, of) => take(store, key, of),
  standing: (key) => standing(store, key),
  async giveBack(key) {
    const mine = and(eq(tryCount.keyHash, key), gt(tryCount.count, 0))
    await store
      .update(tryCount)
      .set({ count: sql`${tryCount.count} - 1` })
      .where(mine)
  },
  async forget(key) {
    await store.delete(tryCount).where(eq(tryCount.keyHash, key))
  },
})

/** One statement that waits for its row. */
async function take(store: Store, key: string, { max, windowSeconds, beginsAnew }: Take): Promise<number | null> {
  const expiresAt = sql`now() + make_interval(secs => ${windowSeconds}::int)`
  const [row] = await store
    .insert(tryCount)
    .values({ keyHash: key, count: 1, expiresAt })
    .onConflictDoUpdate({
      target: tryCount.keyHash,
      set: {
        count: sql`case when ${isOver} then 1 else ${tryCount.count} + 1 end`,
        expiresAt: beginsAnew ? sql`excluded.expires_at` : sql`case when ${isOver} then excluded.expires_at else ${tryCount.expiresAt} end`,
      },
      setWhere: or(isOver, lt(tryCount.count, max)),
    })
    .returning({ count: tryCount.count })
  if (row?.count === 1) newRows += 1
  if (newRows >= ROWS_BETWEEN_SWEEPS) await sweep(store)
  return row?.count ?? null
}

async function standing(store: Store, key: string): Promise<{ count: number; secondsLeft: number }> {
  const [row] = await store
    .select({
      count: sql<number>`case when ${isOver} then 0 else ${tryCount.count} end`,
      secondsLeft: sql<number>`ceil(extract(epoch from ${tryCount.expiresAt} - now()))::int`,
    })
    .from(tryCount)
    .where(eq(tryCount.keyHash, key))
  return { count: row?.count ?? 0, secondsLeft: Math.max(1, row?.secondsLeft ?? 1) }
}

/** Of rows that are being counted on at this moment none is waited for: two sweeps would wait for each other. */
async function sweep(store: Store): Promise<void> {
  newRows = 0
  const over = store.select({ keyHash: tryCount.keyHash }).from(tryCount).where(isOver)
  await store.delete(tryCount).where(inArray(tryCount.keyHash, over.limit(SWEPT_ROWS_MAX).for('update', { skipLocked: true })))
}
