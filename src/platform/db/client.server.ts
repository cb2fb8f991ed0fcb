/** The clients of Postgres. Every statement, Drizzle's and Better Auth's too, passes the circuit breaker. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '#platform/config/env.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { CircuitBreaker } from './circuit-breaker.server.ts'
import { ConnectionSlots } from './connection-slots.server.ts'
import { guardedClient } from './guarded-client.server.ts'
import * as schema from '#platform/db/schema/index.ts'
import { openSessionConnection } from './session-connection.server.ts'
import { UpkeepClient } from './upkeep-client.server.ts'

const CONNECT_TIMEOUT_SECONDS = 3
const PROBE_TIMEOUT_MS = 2_000
/** As long as a person waits for a page. */
const STATEMENT_TIMEOUT_MS = 5_000
/** How long a transaction keeps its locks when its client has gone without a word. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000
/** For what else runs in a pool that is replaced because of one dead connection. */
const GRACE_SECONDS = 10
/** The job queue's own maintenance: no user waits for it. */
const UPKEEP_TIMEOUT_MS = 60_000

const settings = {
  connect_timeout: CONNECT_TIMEOUT_SECONDS,
  // The breaker sets the pace: the driver would wait up to twenty seconds before it connects again.
  backoff: () => 0,
  connection: {
    application_name: 'gatehouse',
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  },
  onnotice: () => {},
} as const

let isAway = false
const replacements: Array<(graceSeconds: number) => void> = []
const replaceAll = (graceSeconds: number) => replacements.forEach((replaceOne) => replaceOne(graceSeconds))
const breaker = new CircuitBreaker(probe, (isOpen) => {
  isAway = isOpen
  log[isOpen ? 'error' : 'info']({ area: 'database' }, isOpen ? 'the database does not answer' : 'the database answers again')
  if (isOpen) replaceAll(0)
})
const slots = new ConnectionSlots(env().databasePool - 1)
const pool = replaceable({ max: env().databasePool - 1 })
const sessionPool = replaceable({ max: 1, fetch_types: false })

/** For metrics and health checks. */
export const databaseUse = () => ({ isAway, max: env().databasePool - 1, ...slots.use() })

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

export const sessionConnection = openSessionConnection(sessionPool, breaker, replace)

/** For everything else. */
export const sql = guardedClient(pool, { breaker, slots, replace })

export const closeDatabase = () => Promise.all([sessionPool(), pool()].map((client) => client.end({ timeout: 5 })))

export const db = drizzle(sql, { schema, casing: 'snake_case' })

/** A transaction of ours. `Store` is either: what a rule needs to read and write. */
export type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0]
export type Store = typeof db | Tx

/** On a connection of its own: those of the pool may be stuck, or all busy. */
async function probe(): Promise<boolean> {
  const once = postgres(env().databaseUrl, { ...settings, max: 1, fetch_types: false })
  const late = new Promise<false>((resolve) => setTimeout(resolve, PROBE_TIMEOUT_MS, false).unref())
  const answer = once`select 1`.then(
    () => true,
    () => false,
  )
  const isUp = await Promise.race([answer, late])
  void once.end({ timeout: 0 })
  return isUp
}

/** A network that has lost one connection has most likely lost all: tests/http/toxics.test.ts (forgotten every connection). */
function replace(dead: postgres.Sql): void {
  if (dead === pool() || dead === sessionPool()) replaceAll(GRACE_SECONDS)
}

/**
 * A client that can be replaced when its connections are stuck. One that was lost in the middle of a statement reconnects for
 * ever when Postgres then refuses it (postgres 3.4.9): tests/http/postgres-restarts.test.ts.
 */
function replaceable(options: postgres.Options<{}>): () => postgres.Sql {
  let client = postgres(env().databaseUrl, { ...settings, ...options })
  replacements.push((graceSeconds) => {
    const old = client
    // With Drizzle's changes, which are in its options.
    client = postgres(old.options as unknown as postgres.Options<{}>)
    void old.end({ timeout: graceSeconds })
  })
  return () => client
}
