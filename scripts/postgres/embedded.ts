/**
 * A real PostgreSQL for development and tests when DATABASE_URL is not set. `npm install` brings its binaries, and its data is
 * in a directory of the checkout. The first process that needs it starts it, others connect to it, and it stops after the last
 * one, however that ends: each keeps a lock on a file, and a watcher process stops Postgres once no lock is left.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { parse } from 'node:path'
import { fileURLToPath } from 'node:url'
import { databaseUrl, homeOf, PostgresError, readIfPresent, type Home } from './home.ts'
import { isLocked, tryLock, type Lock } from './lock.ts'
import { findServer, runningPort } from './server.ts'
import { waitFor } from './wait-for.ts'

const START_DEADLINE_MS = 120_000
const STOP_DEADLINE_MS = 30_000
const RESET_PATIENCE_MS = 3_000

export type EmbeddedPostgres = {
  /** Of the maintenance database `postgres`, as its superuser. */
  url: string
  databaseUrl(name: string): string
  /** Resolves when Postgres has ended, or at once while other processes use it. */
  stop(): Promise<void>
}

export type StartOptions = {
  directory: string
  /** False for tests: committed data need not survive a power failure. */
  durable: boolean
  /** Called with a short message when the start is a slow one. */
  log?: (message: string) => void
}

/** Starts the Postgres of `directory`, or connects to the running one. Throws PostgresError. */
export function startPostgres({ directory, durable, log = () => {} }: StartOptions): Promise<EmbeddedPostgres> {
  return inHome(directory, async (home) => {
    mkdirSync(home.directory, { recursive: true })
    // Null while a watcher is stopping Postgres.
    const use = await waitFor(START_DEADLINE_MS, () => tryLock(home.users, 'shared'))
    try {
      const port = use && (await startedPort(home, durable, log))
      if (use === null || port === null) throw new PostgresError(`Postgres did not start in time: see ${home.log} and ${home.watcherLog}.`)
      const urlOf = (name: string) => databaseUrl(home, port, name)
      return { url: urlOf('postgres'), databaseUrl: urlOf, stop: () => stop(home, use) }
    } catch (error) {
      use?.release()
      throw error
    }
  })
}

/** Removes the database and all its data. Throws PostgresError while a process uses it. */
export function resetPostgres(directory: string): Promise<void> {
  return inHome(directory, async (home) => {
    const lock = await waitFor(RESET_PATIENCE_MS, () => tryLock(home.lock, 'exclusive'))
    if (lock === null)
      throw new PostgresError(`The database in ${home.directory} is in use: stop what uses it (npm run dev, a test run) and try again.`)
    try {
      await (await findServer(home))?.stop()
      rmSync(home.directory, { recursive: true, force: true, maxRetries: 5 })
    } finally {
      lock.release()
    }
  })
}

/** Throws PostgresError when the directory belongs to another user. */
export function postgresStatus(directory: string): Promise<'absent' | 'stopped' | 'running'> {
  return inHome(directory, async (home) => {
    if (!existsSync(home.directory)) return 'absent'
    if (isLocked(home.lock)) return 'running'
    if (!existsSync(home.data)) return 'absent'
    return (await runningPort(home)) === null ? 'stopped' : 'running'
  })
}

/** Of the server, once it has a watcher and answers. Starts a watcher if there is none. */
function startedPort(home: Home, durable: boolean, log: (message: string) => void): Promise<number | null> {
  let watcher: ChildProcess | null = null
  return waitFor(START_DEADLINE_MS, async () => {
    if (isLocked(home.lock)) return runningPort(home)
    if (watcher?.exitCode) throw new PostgresError(readIfPresent(home.watcherLog).trim().split('\n').at(-1))
    if (watcher !== null && watcher.exitCode === null && watcher.signalCode === null) return null
    if (watcher === null && !existsSync(home.data)) log('creating the database cluster (first start only)')
    watcher = spawnWatcher(home, durable)
    return null
  })
}

/** The watcher holds both locks while it stops Postgres. */
async function stop(home: Home, use: Lock): Promise<void> {
  use.release()
  await waitFor(STOP_DEADLINE_MS, () => !isLocked(home.lock) || isUsed(home))
}

function isUsed(home: Home): boolean {
  if (!isLocked(home.users)) return false
  const shared = tryLock(home.users, 'shared')
  shared?.release()
  return shared !== null
}

function spawnWatcher(home: Home, durable: boolean): ChildProcess {
  const log = openSync(home.watcherLog, 'a', 0o600)
  const script = fileURLToPath(new URL('./watcher.ts', import.meta.url))
  const child = spawn(process.execPath, [script, home.directory, durable ? 'durable' : 'fast'], {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: parse(home.directory).root,
    // Not the debugger or loader of the command.
    env: { ...process.env, NODE_OPTIONS: '' },
    windowsHide: true,
  })
  child.unref()
  closeSync(log)
  return child
}

async function inHome<T>(directory: string, work: (home: Home) => Promise<T>): Promise<T> {
  try {
    return await work(homeOf(directory))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (!/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ERR_SQLITE_ERROR)$/.test(code)) throw cause
    const reason = cause instanceof Error ? cause.message : ''
    const fix = 'remove it as the user who made it, or set DATABASE_URL.'
    throw new PostgresError(`${homeOf(directory).directory} cannot be used (${reason}): ${fix}`, { cause })
  }
}
