/** Applying and checking migrations. Node runs this file directly too (scripts/), so it imports packages only. */
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Sql } from 'postgres'

/** Any fixed number: two processes that migrate at once take turns. */
const ADVISORY_LOCK = 7_118_201
const TABLE = { migrationsSchema: 'drizzle', migrationsTable: 'migrations' }

export type Journal = { entries: ReadonlyArray<{ tag: string; when: number }> }

/** Applies what is pending, in one session under an advisory lock. `sql` must have a single connection. */
export async function applyMigrations(sql: Sql, migrationsFolder: string): Promise<void> {
  await sql`select pg_advisory_lock(${ADVISORY_LOCK})`
  try {
    await migrate(drizzle(sql), { migrationsFolder, ...TABLE })
  } finally {
    await sql`select pg_advisory_unlock(${ADVISORY_LOCK})`
  }
}

/** Names of the migrations in `journal` that this database does not have yet, oldest first. */
export async function pendingMigrations(sql: Sql, journal: Journal): Promise<string[]> {
  const [{ table } = { table: null }] = await sql<[{ table: string | null }]>`select to_regclass('drizzle.migrations')::text as table`
  const applied = table === null ? [] : await sql<{ created_at: string }[]>`select created_at from drizzle.migrations`
  const newest = Math.max(0, ...applied.map((row) => Number(row.created_at)))
  return journal.entries.filter((entry) => entry.when > newest).map((entry) => entry.tag)
}
