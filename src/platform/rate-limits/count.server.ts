/**
 * Tries in a window of time, of every limit there is: in Postgres or Valkey, so that each instance counts the same tries by
 * the same clock. Reading counts nothing: a page view, a read by a server function and `get-session` would each become a
 * write, and a stranger could make Postgres write by looking (docs/decisions/016-limits.md).
 */
import { type Store, db } from '#platform/db/client.server.ts'
import { type Limit, type LimitName, installedFeatures } from '#platform/features.ts'
import { authSecrets, env } from '#platform/config/env.server.ts'
import { marksFor } from '#platform/crypto/marks.ts'
import { count as tellCount } from '#platform/observability/telemetry.server.ts'
import type { Counts } from './counts.ts'
import { LimitReached } from './limit-reached.ts'
import { postgresCounts } from './postgres-counts.server.ts'
import { valkeyCounts } from './valkey-counts.server.ts'
import { ValkeyAway, openValkey } from './valkey.server.ts'

const { valkeyUrl } = env()
const valkey = valkeyUrl === null ? null : valkeyCounts(openValkey(valkeyUrl))

let known: ReadonlyMap<LimitName, Limit> | undefined

export const limits = (): ReadonlyMap<LimitName, Limit> =>
  (known ??= new Map(installedFeatures().serverFeatures.flatMap(({ limits: own = {} }) => Object.entries(own) as [LimitName, Limit][])))

export const isLimitName = (name: string): name is LimitName => limits().has(name as LimitName)

export function limitOf(name: LimitName): Limit {
  const limit = limits().get(name)
  if (limit === undefined) throw new Error(`No feature has the limit ${name}.`)
  return limit
}

/** Postgres counts in the transaction of `store`; Valkey knows no transaction, and keeps the count of one that is rolled back. */
const countsIn = (store: Store): Counts => (valkey === null ? postgresCounts(store) : orElse(valkey, postgresCounts(store)))

/**
 * Counts a try of `whom` before anything is looked at, so that tries at one moment count too. Throws LimitReached when
 * there are no more. `hasSolved` is asked only where a solved challenge decides. Returns how many are left.
 */
export async function countTry(name: LimitName, whom: string, hasSolved: () => Promise<boolean> = unsolved): Promise<number> {
  const { max, challengeAfter = max } = limitOf(name)
  const free = await take(db, name, whom, challengeAfter)
  if (free !== null) return max - free
  const { count, secondsLeft } = await countsIn(db).standing(keyOf(name, whom))
  const isOpen = challengeAfter < max && count < max
  const isPaid = isOpen && (await hasSolved())
  const paid = isPaid ? await take(db, name, whom, max) : null
  if (paid !== null) return max - paid
  tellCount('gatehouse.limits.tripped', { limit: name })
  throw new LimitReached(secondsLeft, isOpen && !isPaid)
}

/** As `countTry`, for who must not be told: whether this one is within the limit. */
export const isWithinLimit = async (store: Store, name: LimitName, whom: string): Promise<boolean> =>
  (await take(store, name, whom, limitOf(name).max)) !== null

/** Until the next try is counted, when there are no more; else null. Counts nothing. */
export async function secondsUntilNextTry(name: LimitName, whom: string): Promise<number | null> {
  const { count, secondsLeft } = await countsIn(db).standing(keyOf(name, whom))
  return count < limitOf(name).max ? null : secondsLeft
}

/** After a try that turned out to be no guess. The others stay: who can succeed must not buy tries for who guesses. */
export const giveTryBack = (name: LimitName, whom: string): Promise<void> => countsIn(db).giveBack(keyOf(name, whom))

export const forgetTries = (name: LimitName, whom: string): Promise<void> => countsIn(db).forget(keyOf(name, whom))

const unsolved = async () => false

function take(store: Store, name: LimitName, whom: string, max: number): Promise<number | null> {
  const { windowSeconds, beginsAnew = false } = limitOf(name)
  return countsIn(store).take(keyOf(name, whom), { max, windowSeconds, beginsAnew })
}

/** While Valkey is away `other` counts, from nothing: for as long, a limit may be reached once more. */
function orElse(counts: Counts, other: Counts): Counts {
  const either = <Result>(ask: (of: Counts) => Promise<Result>) =>
    ask(counts).catch((error: unknown) => {
      if (error instanceof ValkeyAway) return ask(other)
      throw error
    })
  return {
    take: (...parts) => either((of) => of.take(...parts)),
    standing: (key) => either((of) => of.standing(key)),
    giveBack: (key) => either((of) => of.giveBack(key)),
    forget: (key) => either((of) => of.forget(key)),
  }
}

const keys = marksFor('limits', authSecrets)
/** With a key: what strangers have typed as an address cannot be found by hashing guesses. A new secret begins every count anew. */
const keyOf = (name: LimitName, whom: string): string => keys.of(`${name}:${whom}`)
