/** The database that development works on: DATABASE_URL (or DATABASE_URL_FILE) when it is set, else the embedded one under `.data/`. */
import { join } from 'node:path'
import postgres from 'postgres'
import { givenAuthSecret } from '#platform/config/env.secrets.ts'
import { givenDatabaseUrl } from '#platform/config/env.server.ts'
import '#features/index.server.ts'
import { prepareDatabase } from '#platform/jobs/install.server.ts'
import { DATA, MIGRATIONS, orRefuse, ownSecret, refuse } from './checkout.ts'
import { findFork } from './migration-history.ts'
import { startPostgres } from './postgres/embedded.ts'
import { PostgresError } from './postgres/home.ts'

const NAME = 'gatehouse'
const SECRET_BYTES = 32

export type Database = { url: string; isEmbedded: boolean; stop: () => Promise<void> }

export async function openDatabase(log: (line: string) => void): Promise<Database> {
  const given = orRefuse(givenDatabaseUrl)
  if (given !== null) return { url: given, isEmbedded: false, stop: async () => {} }
  try {
    const server = await startPostgres({ directory: join(DATA, 'postgres'), durable: true, log })
    await createDatabase(server.url, NAME)
    return { url: server.databaseUrl(NAME), isEmbedded: true, stop: server.stop }
  } catch (error) {
    if (error instanceof PostgresError) refuse(error.message)
    throw error
  }
}

/** Of the app that works on this database: what another one seals or encrypts, that app could not read. */
export async function secretOfApp(): Promise<string> {
  const given = orRefuse(givenAuthSecret)
  if (given !== null) return given
  if (orRefuse(givenDatabaseUrl) !== null) refuse('AUTH_SECRET is missing: set it to the secret of the app that works on this database.')
  return ownSecret('auth-secret', SECRET_BYTES)
}

/** Brings schema and queues up to date; ends the process with one line when the database cannot be used. */
export async function migrateDatabase(url: string): Promise<void> {
  const problem = findFork(MIGRATIONS) ?? (await prepareDatabase(url, MIGRATIONS))
  if (problem !== null) refuse(problem)
}

async function createDatabase(maintenanceUrl: string, name: string): Promise<void> {
  const sql = postgres(maintenanceUrl, { max: 1, onnotice: () => {} })
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`
    if (found.length === 0) await sql`create database ${sql(name)}`
  } finally {
    await sql.end()
  }
}
