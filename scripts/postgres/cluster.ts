import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLine, type Binaries } from './binaries.ts'
import { readIfPresent, type Home } from './home.ts'
import { PostgresError } from './postgres-error.ts'

const PASSWORD_BYTES = 24
const HALF_MADE = 'initdb-'

/** Makes the database cluster unless there is one; true when it was made now. Only for whoever holds the lock. */
export async function ensureCluster(home: Home, binaries: Binaries, progress: (message: string) => void): Promise<boolean> {
  removeHalfMade(home)
  if (existsSync(home.data)) {
    refuseBroken(home, binaries)
    return false
  }
  progress('creating the database cluster (first start only)')
  writeFileSync(home.password, randomBytes(PASSWORD_BYTES).toString('hex'), { mode: 0o600 })
  binaries.give(home.password)
  const halfMade = mkdtempSync(join(home.directory, HALF_MADE))
  binaries.give(halfMade)
  try {
    await binaries.initdb(initdbArguments(halfMade, home.password))
  } catch (error) {
    throw new PostgresError(`initdb failed in ${home.directory}: ${lastLine(error instanceof Error ? error.message : String(error))}`, {
      cause: error,
    })
  }
  renameSync(halfMade, home.data)
  return true
}

/** Left by a first start that was killed. An initdb that survived it may still write there, hence the retries, the fresh names and a look at every start. */
function removeHalfMade(home: Home): void {
  for (const name of readdirSync(home.directory)) {
    if (name.startsWith(HALF_MADE)) rmSync(join(home.directory, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

function refuseBroken(home: Home, binaries: Binaries): void {
  const version = readIfPresent(join(home.data, 'PG_VERSION'))?.trim()
  if (version === undefined || readIfPresent(home.password) === null) {
    throw new PostgresError(`The database in ${home.directory} is incomplete: run npm run db:reset to make it anew.`)
  }
  if (version !== binaries.majorVersion) {
    throw new PostgresError(
      `The database in ${home.directory} was made by PostgreSQL ${version} and this is ${binaries.majorVersion}: run npm run db:reset to make it anew.`,
    )
  }
}

function initdbArguments(directory: string, passwordFile: string): string[] {
  return [
    `--pgdata=${directory}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
  ]
}
