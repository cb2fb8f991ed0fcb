import { realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { databaseUrl, isErrno, readIfPresent, type Home } from './home.ts'
import { PostgresError } from './postgres-error.ts'

const END_DEADLINE_MS = 30_000
const ANSWER_DEADLINE_SECONDS = 5
const POLL_MS = 50
// "the database system is starting up" or shutting down; too many connections
const NOT_NOW = new Set(['57P03', '53300'])

type Postmaster = { pid: number; port: number }

/**
 * Ends a Postgres of this directory that outlived its supervisor. A process id alone proves nothing, it may be another
 * program's by now: only a server that takes our password and names our data directory gets the signal.
 */
export async function endOrphan(home: Home): Promise<void> {
  const deadline = Date.now() + END_DEADLINE_MS
  let isAsked = false
  for (;;) {
    const found = postmaster(home)
    if (found === null || !isAlive(found.pid)) return
    const verdict = isAsked ? 'later' : await whoAnswers(home, found.port)
    if (verdict === 'foreign') break
    if (verdict === 'ours') {
      isAsked = true
      // Asks for a fast shutdown. On Windows, which has no signals, it is a crash that Postgres recovers from.
      process.kill(found.pid, 'SIGINT')
    }
    if (Date.now() > deadline) {
      throw new PostgresError(`The Postgres of ${home.directory} (process ${found.pid}) does not end: end it yourself and try again.`)
    }
    await sleep(POLL_MS)
  }
  // Postgres would refuse to start for as long as that other program runs. Should it be one of ours after all, the shared
  // memory that it holds still keeps a second one off the data.
  rmSync(pidFile(home), { force: true })
}

/** `ours` by password and data directory, `later` when the server has no time to say, else `foreign`. */
export async function whoAnswers(home: Home, port: number): Promise<'ours' | 'later' | 'foreign'> {
  if (readIfPresent(home.password) === null) return 'foreign'
  const sql = postgres(databaseUrl(home, port, 'postgres'), {
    max: 1,
    ssl: false,
    connect_timeout: ANSWER_DEADLINE_SECONDS,
    fetch_types: false,
    onnotice: () => {},
  })
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`
    return row !== undefined && realpathSync(row.data_directory) === realpathSync(home.data) ? 'ours' : 'foreign'
  } catch (error) {
    return error instanceof postgres.PostgresError && NOT_NOW.has(error.code) ? 'later' : 'foreign'
  } finally {
    await sql.end({ timeout: 0 })
  }
}

/** What the lock file of a running or crashed Postgres says; null when there is none or it says nothing. */
export function postmaster(home: Home): Postmaster | null {
  const text = readIfPresent(pidFile(home))
  if (text === null) return null
  const [pid, , , port] = text.split('\n').map(Number)
  if (pid !== undefined && pid > 1 && port !== undefined && port > 0) return { pid, port }
  // Cut off by a power failure. Postgres would refuse to start over it.
  rmSync(pidFile(home), { force: true })
  return null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isErrno(error, 'EPERM')
  }
}

function pidFile(home: Home): string {
  return join(home.data, 'postmaster.pid')
}
