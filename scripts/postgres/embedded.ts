/**
 * A real PostgreSQL for development and tests, where no DATABASE_URL is set: its binaries come with `npm install`, its data
 * lies in a directory of the checkout, and it ends with the last process that uses it, however that process ends.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { parse } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { databaseUrl, homeOf, isErrno, type Home } from './home.ts'
import { takeLease } from './lease.ts'
import { tryLock, waitForLock } from './lock.ts'
import { endOrphan, postmaster, whoAnswers } from './orphan.ts'
import { PostgresError } from './postgres-error.ts'

const START_DEADLINE_MS = 120_000
const RESET_PATIENCE_MS = 3_000
const POLL_MS = 20

export type EmbeddedPostgres = {
  /** Of the maintenance database `postgres`, as its superuser. */
  url: string
  databaseUrl(name: string): string
  /** True when this start made the cluster. */
  created: boolean
  /** Gives the lease back. If it was the last one, resolves when Postgres has ended. */
  stop(): Promise<void>
}

export type StartOptions = {
  directory: string
  /** False for tests: committed data need not outlive a power failure. */
  durable: boolean
  /** Hears a short message when the start is a slow one. */
  log?: (message: string) => void
}

/** Starts the Postgres of `directory`, or joins the one that runs. It ends when no process holds it any more. Throws PostgresError. */
export async function startPostgres({ directory, durable, log = () => {} }: StartOptions): Promise<EmbeddedPostgres> {
  const home = homeOf(directory)
  const deadline = Date.now() + START_DEADLINE_MS
  let supervisor: ChildProcess | null = null
  try {
    mkdirSync(home.directory, { recursive: true })
    while (Date.now() < deadline) {
      const lease = await takeLease(home, log)
      if (lease !== null) {
        const urlOf = (name: string) => databaseUrl(home, lease.port, name)
        return { url: urlOf('postgres'), databaseUrl: urlOf, created: lease.created, stop: lease.release }
      }
      if (supervisor === null || supervisor.exitCode !== null || supervisor.signalCode !== null) {
        if (supervisor?.exitCode) throw new PostgresError(`Postgres could not be started: see ${home.supervisorLog}.`)
        supervisor = spawnSupervisor(home, durable)
      }
      await sleep(POLL_MS)
    }
  } catch (error) {
    throw readable(error, home)
  }
  throw new PostgresError(`Postgres did not start in time: see ${home.log} and ${home.supervisorLog}.`)
}

/** Removes the database and all its data. Throws PostgresError while a process uses it. */
export async function resetPostgres(directory: string): Promise<void> {
  const home = homeOf(directory)
  try {
    const lock = await waitForLock(home, RESET_PATIENCE_MS)
    if (lock === null)
      throw new PostgresError(`The database in ${home.directory} is in use: stop what uses it (npm run dev, a test run) and try again.`)
    try {
      await endOrphan(home)
      rmSync(home.directory, { recursive: true, force: true, maxRetries: 5 })
    } finally {
      lock.release()
    }
  } catch (error) {
    throw readable(error, home)
  }
}

/** Throws PostgresError when the directory is another user's. */
export async function postgresStatus(directory: string): Promise<'absent' | 'stopped' | 'running'> {
  const home = homeOf(directory)
  if (!existsSync(home.directory)) return 'absent'
  try {
    const lock = tryLock(home)
    if (lock === null) return 'running'
    try {
      if (!existsSync(home.data)) return 'absent'
      const orphan = postmaster(home)
      return orphan !== null && (await whoAnswers(home, orphan.port)) === 'ours' ? 'running' : 'stopped'
    } finally {
      lock.release()
    }
  } catch (error) {
    throw readable(error, home)
  }
}

function spawnSupervisor(home: Home, durable: boolean): ChildProcess {
  const log = openSync(home.supervisorLog, 'a', 0o600)
  try {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./supervisor.ts', import.meta.url)), home.directory, durable ? 'durable' : 'fast'],
      {
        detached: true,
        stdio: ['ignore', log, log],
        cwd: parse(home.directory).root,
        // A debugger or a loader that was meant for the app.
        env: { ...process.env, NODE_OPTIONS: '' },
        windowsHide: true,
      },
    )
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

function readable(error: unknown, home: Home): unknown {
  if (!isErrno(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ERR_SQLITE_ERROR')) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new PostgresError(`${home.directory} cannot be used (${reason}): remove it as the user who made it, or set DATABASE_URL.`, {
    cause: error,
  })
}
