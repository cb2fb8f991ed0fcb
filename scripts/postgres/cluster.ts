import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { lastLine, PostgresError, type Home } from './home.ts'

const PASSWORD_BYTES = 24
const DRAFT = 'initdb-'
const OPTIONS =
  '--username=postgres --auth=scram-sha-256 --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --no-sync --no-instructions'

/** Creates the database cluster unless it exists. Requires the lock. */
export async function ensureCluster(home: Home, binaries: Binaries): Promise<void> {
  removeDrafts(home)
  if (existsSync(home.data)) {
    if (existsSync(home.password)) return
    throw new PostgresError(`The database in ${home.directory} has no password file: run npm run db:reset to create it again.`)
  }
  writeFileSync(home.password, randomBytes(PASSWORD_BYTES).toString('hex'), { mode: 0o600 })
  binaries.give(home.password)
  const draft = mkdtempSync(join(home.directory, DRAFT))
  binaries.give(draft)
  try {
    await binaries.initdb([`--pgdata=${draft}`, `--pwfile=${home.password}`, ...OPTIONS.split(' ')])
  } catch (error) {
    const reason = lastLine(error instanceof Error ? error.message : String(error))
    throw new PostgresError(`initdb failed in ${home.directory} (${reason}): set DATABASE_URL to a server of your own.`, { cause: error })
  }
  renameSync(draft, home.data)
}

/** Left by a first start that was killed. Its initdb may still write there: hence the retries, and unique names. */
function removeDrafts({ directory }: Home): void {
  for (const name of readdirSync(directory)) {
    if (name.startsWith(DRAFT)) rmSync(join(directory, name), { recursive: true, force: true, maxRetries: 5 })
  }
}
