/** Development only: what to do when the code asks for a table or column that the database lacks. */
import { sql } from './client.server.ts'
import { driverError } from './connection-problem.server.ts'
import { pendingMigrations, readMigrations } from './migrations.server.ts'

const UNDEFINED_TABLE = '42P01'
const UNDEFINED_COLUMN = '42703'

export async function adviseOnSchema(error: unknown): Promise<string | null> {
  const { code } = driverError(error)
  if (code !== UNDEFINED_TABLE && code !== UNDEFINED_COLUMN) return null
  const [first, ...others] = await pendingMigrations(sql, readMigrations('drizzle'))
  if (first === undefined)
    return 'No migration is pending. If the schema has it, run npm run db:generate; npm run dev applies what it writes.'
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return `Migration drizzle/${first.file}${more} is pending: run npm run db:migrate.`
}
