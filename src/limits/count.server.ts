/** Tries in a window of time, in the database, so that every instance counts the same ones by the same clock. */
import { and, eq, gt, inArray, lt, lte, or, sql } from 'drizzle-orm'
import { type Store, db } from '~/db/client.server'
import { tryCount } from '~/db/schema'
import { authSecrets } from '~/env.server'
import { marksFor } from '~/lib/marks'
import { LIMITS, type Limit, type LimitName } from './catalogue'
import { LimitReached } from './limit-reached'

const SWEPT_ROWS_MAX = 100

const isOver = lte(tryCount.expiresAt, sql`now()`)

/**
 * Counts a try of `whom` before anything is looked at, so that tries at one moment count too. Throws LimitReached when
 * there are no more. `hasSolved` is asked only where a solved challenge decides.
 */
export async function countTry(name: LimitName, whom: string, hasSolved: () => Promise<boolean> = unsolved): Promise<void> {
  const { max, challengeAfter = max }: Limit = LIMITS[name]
  if (await take(db, name, whom, challengeAfter)) return
  const { count, secondsLeft } = await standing(name, whom)
  const isOpen = challengeAfter < max && count < max
  const isPaid = isOpen && (await hasSolved())
  if (isPaid && (await take(db, name, whom, max))) return
  throw new LimitReached(secondsLeft, isOpen && !isPaid)
}

/** As `countTry`, for who must not be told: whether this one is within the limit. */
export const isWithinLimit = (store: Store, name: LimitName, whom: string): Promise<boolean> => take(store, name, whom, LIMITS[name].max)

/** After a try that turned out to be no guess. The others stay: who can succeed must not buy tries for who guesses. */
export async function giveTryBack(name: LimitName, whom: string): Promise<void> {
  const mine = and(eq(tryCount.keyHash, keyOf(name, whom)), gt(tryCount.count, 0))
  await db
    .update(tryCount)
    .set({ count: sql`${tryCount.count} - 1` })
    .where(mine)
}

export async function forgetTries(name: LimitName, whom: string): Promise<void> {
  await db.delete(tryCount).where(eq(tryCount.keyHash, keyOf(name, whom)))
}

const unsolved = async () => false

/** One statement that waits for its row: of any number at one moment `max` get through. A refused one writes nothing. */
async function take(store: Store, name: LimitName, whom: string, max: number): Promise<boolean> {
  const { windowSeconds, beginsAnew = false }: Limit = LIMITS[name]
  const expiresAt = sql`now() + make_interval(secs => ${windowSeconds}::int)`
  const [row] = await store
    .insert(tryCount)
    .values({ keyHash: keyOf(name, whom), count: 1, expiresAt })
    .onConflictDoUpdate({
      target: tryCount.keyHash,
      set: {
        count: sql`case when ${isOver} then 1 else ${tryCount.count} + 1 end`,
        expiresAt: beginsAnew ? sql`excluded.expires_at` : sql`case when ${isOver} then excluded.expires_at else ${tryCount.expiresAt} end`,
      },
      setWhere: or(isOver, lt(tryCount.count, max)),
    })
    .returning({ count: tryCount.count })
  if (row?.count === 1) await sweep(store)
  return row !== undefined
}

async function standing(name: LimitName, whom: string): Promise<{ count: number; secondsLeft: number }> {
  const [row] = await db
    .select({ count: tryCount.count, secondsLeft: sql<number>`ceil(extract(epoch from ${tryCount.expiresAt} - now()))::int` })
    .from(tryCount)
    .where(eq(tryCount.keyHash, keyOf(name, whom)))
  return { count: row?.count ?? 0, secondsLeft: Math.max(1, row?.secondsLeft ?? 1) }
}

/** Of rows that are being counted on at this moment none is waited for: two sweeps would wait for each other. */
async function sweep(store: Store): Promise<void> {
  const over = store.select({ keyHash: tryCount.keyHash }).from(tryCount).where(isOver)
  await store.delete(tryCount).where(inArray(tryCount.keyHash, over.limit(SWEPT_ROWS_MAX).for('update', { skipLocked: true })))
}

const keys = marksFor('limits', authSecrets)
/** With a key: what strangers have typed as an address cannot be found by hashing guesses. A new secret begins every count anew. */
const keyOf = (name: LimitName, whom: string): string => keys.of(`${name}:${whom}`)
