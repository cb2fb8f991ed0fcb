/** A real PostgreSQL for tests, DATABASE_URL's or else one of the checkout: one migrated template, one database a test file. */
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import '#features/index.server.ts'
import { findDatabaseProblem } from '#platform/db/connection-problem.server.ts'
import { readMigrations } from '#platform/db/migrations.server.ts'
import { givenDatabaseUrl } from '#platform/config/env.server.ts'
import { allQueues } from '#platform/jobs/queues.ts'
import { DATA, MIGRATIONS, ROOT, orRefuse, refuse } from '../../scripts/checkout.ts'
import { migrateDatabase } from '../../scripts/database.ts'
import { findFork } from '../../scripts/migration-history.ts'
import { startPostgres } from '../../scripts/postgres/embedded.ts'

const TEMPLATE_LOCK = 51_204

export type TestServer = { url: string; template: string }

/** Starts or joins the test server and makes sure that the template of today's migrations is there. */
export async function openTestServer(): Promise<TestServer & { stop: () => Promise<void> }> {
  const fork = findFork(MIGRATIONS)
  if (fork !== null) refuse(fork)
  const server = await openServer()
  const template = `template_${schemaFingerprint()}`
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`
    const found = await sql`select 1 from pg_database where datname = ${template}`
    if (found.length === 0) {
      const draft = `draft_${randomUUID().slice(0, 8)}`
      await sql`create database ${sql(draft)}`
      await migrateDatabase(server.databaseUrl(draft))
      await sql`alter database ${sql(draft)} rename to ${sql(template)}`
    }
  } finally {
    await sql.end()
  }
  return { url: server.url, template, stop: server.stop }
}

/** The database that DATABASE_URL names is only connected to: tests make their own beside it. */
async function openServer() {
  const url = orRefuse(givenDatabaseUrl)
  if (url === null) return startPostgres({ directory: join(DATA, 'test-postgres'), durable: false, log: console.log })
  const problem = await findDatabaseProblem(url, mayNotCreate)
  if (problem !== null) refuse(problem)
  return { url, databaseUrl: (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href, stop: async () => {} }
}

async function mayNotCreate(sql: postgres.Sql): Promise<string | null> {
  const [role] = await sql<{ may: boolean }[]>`select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user`
  return role?.may ? null : 'The user of DATABASE_URL may not create databases, which tests need: grant CREATEDB, or unset DATABASE_URL.'
}

/** A copy of the template, in milliseconds. `drop` ends whoever is still connected. */
export async function createTestDatabase({ url, template }: TestServer): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const run = async (work: (sql: postgres.Sql) => Promise<unknown>) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    await work(sql).finally(() => sql.end())
  }
  await run((sql) => sql`create database ${sql(name)} template ${sql(template)} strategy wal_log`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => run((sql) => sql`drop database if exists ${sql(name)} with (force)`) }
}

function schemaFingerprint(): string {
  const hash = createHash('sha256')
  for (const migration of readMigrations(MIGRATIONS)) hash.update(migration.hash)
  hash.update(JSON.stringify(allQueues()))
  hash.update(readFileSync(join(ROOT, 'package-lock.json')))
  return hash.digest('hex').slice(0, 16)
}
