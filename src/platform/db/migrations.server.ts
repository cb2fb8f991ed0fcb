/**
 * Applying and checking migrations while the app serves (docs/decisions/028-upgrades.md). The files and the table of what
 * was applied are drizzle-kit's. Node runs this file directly too (scripts/).
 */
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { setTimeout as wait } from 'node:timers/promises'
import type { Sql } from 'postgres'

/** Any fixed number: two processes that migrate at once take turns. */
const ADVISORY_LOCK = 7_118_201
const TURN_MS = 250
/**
 * Whoever waits for a table's lock makes everyone who comes later wait too: a migration steps back after this long, lets
 * them pass, and tries again.
 */
const LOCK_TIMEOUT_MS = 2000
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]
const LOCK_NOT_AVAILABLE = '55P03'
const DEADLOCK = '40P01'

/** First line of a file whose statements run one by one: what Postgres does only outside a transaction, and backfills. */
const ALONE = /^-- no transaction\b/
/** Before an UPDATE of such a file: it is run until it changes nothing. */
const IN_BATCHES = /^\s*-- in batches\b/m

export type Journal = { entries: ReadonlyArray<{ tag: string; when: number }> }
type Migration = ReturnType<typeof readMigrationFiles>[number]

/** Applies what is pending, one migration after the other, in one session under an advisory lock. `sql` must have a single connection. */
export async function applyMigrations(sql: Sql, migrationsFolder: string): Promise<void> {
  await takeTurn(sql)
  try {
    const newest = await newestApplied(sql)
    for (const migration of readMigrationFiles({ migrationsFolder })) if (migration.folderMillis > newest) await apply(sql, migration)
  } finally {
    await sql`select pg_advisory_unlock(${ADVISORY_LOCK})`
  }
}

/** Names of the migrations in `journal` that this database does not have yet, oldest first. One that has more is all right. */
export async function pendingMigrations(sql: Sql, journal: Journal): Promise<string[]> {
  const [{ table } = { table: null }] = await sql<[{ table: string | null }]>`select to_regclass('drizzle.migrations')::text as table`
  const applied = table === null ? [] : await sql<{ created_at: string }[]>`select created_at from drizzle.migrations`
  const newest = Math.max(0, ...applied.map((row) => Number(row.created_at)))
  return journal.entries.filter((entry) => entry.when > newest).map((entry) => entry.tag)
}

/** Asked for again and again: a statement that waits is a running one, and an index that is built concurrently waits for those. */
async function takeTurn(sql: Sql): Promise<void> {
  for (;;) {
    const [{ isOurs }] = await sql<[{ isOurs: boolean }]>`select pg_try_advisory_lock(${ADVISORY_LOCK}) as "isOurs"`
    if (isOurs) return
    await wait(TURN_MS)
  }
}

async function newestApplied(sql: Sql): Promise<number> {
  await sql`create schema if not exists drizzle`
  await sql`create table if not exists drizzle.migrations (id serial primary key, hash text not null, created_at bigint)`
  const [row] = await sql<{ newest: string | null }[]>`select max(created_at) as newest from drizzle.migrations`
  return Number(row?.newest ?? 0)
}

async function apply(sql: Sql, { sql: statements, hash, folderMillis }: Migration): Promise<void> {
  if (ALONE.test(statements[0] ?? '')) {
    for (const statement of statements) await runAlone(sql, statement)
    await sql`insert into drizzle.migrations (hash, created_at) values (${hash}, ${folderMillis})`
    return
  }
  await untilUnlocked(() =>
    sql.begin(async (tx) => {
      await tx`select set_config('lock_timeout', ${`${LOCK_TIMEOUT_MS}ms`}, true)`
      for (const statement of statements) await tx.unsafe(statement)
      await tx`insert into drizzle.migrations (hash, created_at) values (${hash}, ${folderMillis})`
    }),
  )
}

/** No limit on locks: an index that is built concurrently waits for others, and nobody waits for it. */
async function runAlone(sql: Sql, statement: string): Promise<void> {
  for (;;) {
    const { count } = await sql.unsafe(statement)
    if (!IN_BATCHES.test(statement) || count === 0) return
  }
}

async function untilUnlocked(work: () => Promise<unknown>): Promise<void> {
  for (const pause of [...PAUSES_MS, null]) {
    try {
      await work()
      return
    } catch (error) {
      if (pause === null || !isLocked(error)) throw error
      await wait(pause)
    }
  }
}

const isLocked = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === LOCK_NOT_AVAILABLE || error.code === DEADLOCK)
