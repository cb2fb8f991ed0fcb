/**
 * Applying and checking migrations while the app serves (docs/decisions/028-upgrades.md). The files and the table of what
 * was applied are drizzle-kit's. Node runs this file directly too (scripts/).
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Sql } from 'postgres'

/** Folders of migrations under `drizzle/`, each with a journal: the template's, and a fork's own, so that their journals never conflict. */
export const FOLDERS = ['.', 'app']

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
/** `file`: under `drizzle/`. `when`: milliseconds, drizzle's `created_at`. */
export type Migration = { file: string; when: number; hash: string; statements: string[] }

/** `cause`: what Postgres said. */
export class MigrationFailed extends Error {
  override name = 'MigrationFailed'
  constructor(file: string, cause: unknown) {
    super(`drizzle/${file} failed`, { cause })
  }
}

/** Applies what is pending, one migration after the other, in one session under an advisory lock. `sql` must have a single connection. */
export async function applyMigrations(sql: Sql, migrationsFolder: string, onApplied: (file: string) => void = () => {}): Promise<void> {
  await takeTurn(sql)
  try {
    await sql`create schema if not exists drizzle`
    await sql`create table if not exists drizzle.migrations (id serial primary key, hash text not null, created_at bigint)`
    for (const migration of await pendingMigrations(sql, readMigrations(migrationsFolder))) {
      await apply(sql, migration).catch((error: unknown) => {
        throw new MigrationFailed(migration.file, error)
      })
      onApplied(migration.file)
    }
  } finally {
    await sql`select pg_advisory_unlock(${ADVISORY_LOCK})`
  }
}

/**
 * Those of `known` that this database lacks, oldest first; one that was merged late is among them. A migration is known by its
 * time, so that a file edited after it was applied does not run again; one whose time was changed, by its hash. Each row stands
 * for one: two migrations of the same text both run. A database that has more is all right.
 */
export async function pendingMigrations(sql: Sql, known: readonly Migration[]): Promise<Migration[]> {
  const [{ table } = { table: null }] = await sql<[{ table: string | null }]>`select to_regclass('drizzle.migrations')::text as table`
  const rows = table === null ? [] : await sql<{ hash: string; created_at: string }[]>`select hash, created_at from drizzle.migrations`
  const applied = new Set(rows.map((row) => Number(row.created_at)))
  const times = new Set(known.map(({ when }) => when))
  const retimed = rows.filter((row) => !times.has(Number(row.created_at))).map(({ hash }) => hash)
  return known.filter(({ hash, when }) => {
    const row = applied.has(when) ? -1 : retimed.indexOf(hash)
    if (row !== -1) retimed.splice(row, 1)
    return row === -1 && !applied.has(when)
  })
}

export function readMigrations(migrationsFolder: string): Migration[] {
  return inOrder(
    FOLDERS.flatMap((folder) => {
      const journal = join(migrationsFolder, folder, 'meta/_journal.json')
      return existsSync(journal) ? [{ folder, journal: JSON.parse(readFileSync(journal, 'utf8')) as Journal }] : []
    }),
    (file) => readFileSync(join(migrationsFolder, file), 'utf8'),
  )
}

/** By time, over all folders: a migration comes after those that its author had. */
export const inOrder = (journals: { folder: string; journal: Journal }[], read: (file: string) => string): Migration[] =>
  journals
    .flatMap(({ folder, journal }) => journal.entries.map(({ tag, when }) => migrationOf(posix.join(folder, `${tag}.sql`), when, read)))
    .toSorted((a, b) => a.when - b.when)

function migrationOf(file: string, when: number, read: (file: string) => string): Migration {
  const text = read(file)
  return { file, when, hash: createHash('sha256').update(text).digest('hex'), statements: text.split('--> statement-breakpoint') }
}

/** Asked for again and again: a statement that waits is a running one, and an index that is built concurrently waits for those. */
async function takeTurn(sql: Sql): Promise<void> {
  for (;;) {
    const [{ isOurs }] = await sql<[{ isOurs: boolean }]>`select pg_try_advisory_lock(${ADVISORY_LOCK}) as "isOurs"`
    if (isOurs) return
    await wait(TURN_MS)
  }
}

async function apply(sql: Sql, { statements, hash, when }: Migration): Promise<void> {
  if (ALONE.test(statements[0] ?? '')) {
    for (const statement of statements) await runAlone(sql, statement)
    await sql`insert into drizzle.migrations (hash, created_at) values (${hash}, ${when})`
    return
  }
  await untilUnlocked(() =>
    sql.begin(async (tx) => {
      await tx`select set_config('lock_timeout', ${`${LOCK_TIMEOUT_MS}ms`}, true)`
      for (const statement of statements) await tx.unsafe(statement)
      await tx`insert into drizzle.migrations (hash, created_at) values (${hash}, ${when})`
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
