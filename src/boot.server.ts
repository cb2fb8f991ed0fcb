/** What a production process checks before it takes work. Each refusal is one line and exit code 1. */
import postgres from 'postgres'
import journal from '../drizzle/meta/_journal.json'
import { connectionProblem } from './db/connection-problem.server'
import { pendingMigrations } from './db/migrations.server'

const CONNECT_TIMEOUT_SECONDS = 5
const POSTGRES_MIN_VERSION = 180000

export function refuse(problem: string): never {
  console.error(`gatehouse: ${problem}`)
  process.exit(1)
}

/** A built server is a production server, whatever the shell says. */
export function useProduction(): void {
  Object.assign(process.env, { NODE_ENV: 'production' })
}

export async function requireReadyDatabase(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: CONNECT_TIMEOUT_SECONDS, onnotice: () => {} })
  const problem = await findProblem(sql).catch((error: unknown) => connectionProblem(error, databaseUrl))
  await sql.end({ timeout: 1 })
  if (problem !== null) refuse(problem)
}

async function findProblem(sql: postgres.Sql): Promise<string | null> {
  const [{ version } = { version: 0 }] = await sql<[{ version: number }]>`select current_setting('server_version_num')::int as version`
  if (version < POSTGRES_MIN_VERSION)
    return `PostgreSQL ${Math.floor(version / 10_000)} is too old: Gatehouse needs 18 or newer (it uses uuidv7()).`
  const pending = await pendingMigrations(sql, journal)
  return pending.length === 0 ? null : `The database lacks ${pending.length} migration(s), from ${pending[0]}: run npm run db:migrate.`
}
