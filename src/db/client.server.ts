/** The way to Postgres. Every statement, Drizzle's and Better Auth's too, passes the breaker here. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '~/env.server'
import { log } from '~/lib/log.server'
import { Breaker } from './breaker.server'
import { guardedClient } from './guarded-client.server'
import * as schema from './schema'
import { poolUse } from './statement-watch.server'
import { UpkeepClient } from './upkeep-client.server'

const CONNECT_TIMEOUT_SECONDS = 3
const LOOK_TIMEOUT_MS = 2_000
/** As long as a person waits for a page. */
const STATEMENT_TIMEOUT_MS = 5_000
/** In a transaction whose client is gone without a word: so long it keeps its locks. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000
/** For what else runs in a pool that one silent connection takes out of use. */
const GRACE_SECONDS = 10
/** What the job queue does to itself: nobody waits for it. */
const UPKEEP_TIMEOUT_MS = 60_000

const settings = {
  connect_timeout: CONNECT_TIMEOUT_SECONDS,
  // The breaker keeps the pace: once Postgres is back nobody waits for a connection that counts to twenty seconds.
  backoff: () => 0,
  connection: {
    application_name: 'gatehouse',
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  },
  onnotice: () => {},
} as const

let isAway = false
const renewals: Array<(graceSeconds: number) => void> = []
const renewAll = (graceSeconds: number) => renewals.forEach((renew) => renew(graceSeconds))
const breaker = new Breaker(look, (isOpen) => {
  isAway = isOpen
  log[isOpen ? 'error' : 'info']({ area: 'database' }, isOpen ? 'the database does not answer' : 'the database answers again')
  if (isOpen) renewAll(0)
})

/** For who observes. */
export const databaseUse = () => ({ isAway, max: env().databasePool, ...poolUse() })

/** One connection, past the breaker. `name`: as Postgres lists it. `timeoutMs`: of a statement. */
export const upkeepClient = (name: string = settings.connection.application_name, timeoutMs = UPKEEP_TIMEOUT_MS) =>
  new UpkeepClient(() =>
    postgres(env().databaseUrl, {
      ...settings,
      max: 1,
      backoff: () => 1,
      fetch_types: false,
      connection: { ...settings.connection, application_name: name, statement_timeout: timeoutMs },
    }),
  )

/**
 * For who makes a request, which each asks first: one connection, on which one statement follows the other without waiting
 * for its answer. What arrives together is sent and answered together, and no slow statement of a page stands in front.
 */
export const lookUps = openPool({ max: 1, fetch_types: false }, true)

/** For everything else. */
export const sql = openPool({ max: env().databasePool - 1 })

export const closeDatabase = () => Promise.all([lookUps, sql].map((client) => client.end({ timeout: 5 })))

export const db = drizzle(sql, { schema, casing: 'snake_case' })

/** A transaction of ours. `Store` is either: what a rule needs to read and write. */
export type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0]
export type Store = typeof db | Tx

/** On a connection of its own: those of the pool may be stuck, or all busy. */
async function look(): Promise<boolean> {
  const once = postgres(env().databaseUrl, { ...settings, max: 1, fetch_types: false })
  const late = new Promise<false>((resolve) => setTimeout(resolve, LOOK_TIMEOUT_MS, false).unref())
  const answer = once`select 1`.then(
    () => true,
    () => false,
  )
  const isUp = await Promise.race([answer, late])
  void once.end({ timeout: 0 })
  return isUp
}

/** Behind the breaker. */
function openPool(options: postgres.Options<{}>, isPipelined = false): postgres.Sql {
  let pool = postgres(env().databaseUrl, { ...settings, ...options })
  renewals.push(renew)
  // A network that has forgotten one connection has most likely forgotten all: nobody else should wait to find that out.
  return guardedClient(
    () => pool,
    breaker,
    (silent) => silent === pool && renewAll(GRACE_SECONDS),
    isPipelined,
  )

  /**
   * A connection that Postgres left in the middle of a statement connects again for ever when it is then refused with words
   * (porsager/postgres 3.4.9): its requests would never be answered. Drizzle's changes are in the options, so they go along.
   */
  function renew(graceSeconds: number): void {
    const old = pool
    pool = postgres(old.options as unknown as postgres.Options<{}>)
    void old.end({ timeout: graceSeconds })
  }
}
