/** Makes a database ready for the app, and says whether one is. Node runs this file directly too (scripts/). */
import pgBoss from 'pg-boss/package.json' with { type: 'json' }
import type { ParameterOrJSON, Row, Sql } from 'postgres'
import { addressOf, driverError, findDatabaseProblem } from '#platform/db/connection-problem.server.ts'
import { type Migration, MigrationFailed, applyMigrations, pendingMigrations } from '#platform/db/migrations.server.ts'
import { allQueues } from './queues.ts'

const SCHEMA = pgBoss.pgboss.schema
const NO_RIGHT = '42501'
const MIGRATE = 'run npm run db:migrate, or node dist/server/cli.js migrate in a container'

/** Brings schema and queues up to date; several may run at once. Returns why it could not, in one line, else null. */
export async function prepareDatabase(
  databaseUrl: string,
  migrationsFolder: string,
  onApplied?: (file: string) => void,
): Promise<string | null> {
  return findDatabaseProblem(databaseUrl, async (sql) => {
    try {
      await applyMigrations(sql, migrationsFolder, onApplied)
      await installQueues(sql)
      return null
    } catch (error) {
      const { code, reason } = driverError(error)
      const where = addressOf(databaseUrl)
      if (code === NO_RIGHT) return `The user of ${where} may not change the schema (${reason}): migrate as the owner of the database.`
      return error instanceof MigrationFailed
        ? `${error.message} at ${where}: ${reason} (${code}). Correct it and migrate again.`
        : `The schema at ${where} could not be changed (${code} ${reason}): correct what this names, then run it again.`
    }
  })
}

/** Why the app cannot work on this database, in one line; null when it can. */
export async function findUnreadiness(databaseUrl: string, migrations: readonly Migration[]): Promise<string | null> {
  return findDatabaseProblem(databaseUrl, async (sql) => {
    const [pending, installed] = await Promise.all([pendingMigrations(sql, migrations), installedQueues(sql)])
    if (pending.length > 0) return `The database lacks ${pending.length} migration(s), from drizzle/${pending[0]?.file}: ${MIGRATE}.`
    const missing = missingOf(installed)
    if (missing.length > 0) return `The database lacks the job queue ${missing.join(', ')}: ${MIGRATE}.`
    const [{ version } = { version: 0 }] = installed
    return version >= SCHEMA ? null : `The database has the job queue in version ${version}, this build needs ${SCHEMA}: ${MIGRATE}.`
  })
}

/** `sql`: of one connection, on which the driver takes several statements with their own BEGIN and COMMIT. */
async function installQueues(sql: Sql): Promise<void> {
  const { PgBoss } = await import('pg-boss')
  const executeSql = async (text: string, values: unknown[] = []) => {
    const results: Row[] | Row[][] = await sql.unsafe(text, values as ParameterOrJSON<never>[])
    return { rows: results.flat() }
  }
  const boss = new PgBoss({ db: { executeSql }, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    for (const [name, options] of Object.entries(allQueues())) {
      const exists = (await boss.getQueue(name)) !== null
      await (exists ? boss.updateQueue(name, options) : boss.createQueue(name, options))
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

export const missingQueues = async (sql: Sql): Promise<string[]> => missingOf(await installedQueues(sql))

/** `version`: of the library's own schema. */
async function installedQueues(sql: Sql): Promise<{ name: string; version: number }[]> {
  const [{ table } = { table: null }] = await sql<[{ table: string | null }]>`select to_regclass('pgboss.queue')::text as table`
  return table === null ? [] : sql`select name, (select version from pgboss.version) from pgboss.queue`
}

const missingOf = (installed: { name: string }[]): string[] =>
  Object.keys(allQueues()).filter((name) => !installed.some((queue) => queue.name === name))
