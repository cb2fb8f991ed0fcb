import { randomInt } from 'node:crypto'
import { closeSync, openSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { freePort } from '../free-port.ts'
import { signalPostgres, type Binaries } from './binaries.ts'
import { databaseUrl, lastLine, PostgresError, readIfPresent, type Home } from './home.ts'
import { waitFor } from './wait-for.ts'

const START_DEADLINE_MS = 60_000
/** Then it is killed. */
const STOP_DEADLINE_MS = 15_000
const ANSWER_DEADLINE_SECONDS = 5
// Below the range from which systems take the ports of outgoing connections, so that the port stays free.
const PORTS_FROM = 20_000
const PORTS_TO = 32_000
// The processes of a server that was killed need a moment to notice; another program was faster at the port.
const TRANSIENT = /pre-existing shared memory block|lock file .* already exists|could not bind|could not create any TCP\/IP sockets/
// "the database system is starting up" or shutting down; too many connections
const BUSY = new Set(['57P03', '53300'])

export type Server = { port: number; hasEnded(): boolean; stop(): Promise<void> }

/** Starts Postgres on the port of last time if that is free, or takes over one that outlived its watcher. Requires the lock. */
export async function startServer(home: Home, binaries: Binaries, durable: boolean): Promise<Server> {
  const deadline = Date.now() + START_DEADLINE_MS
  const running = await findServer(home)
  if (running !== null) return running
  // Postgres keeps the command line of its last start.
  const kept = Number(/"port=(\d+)"/.exec(readIfPresent(join(home.data, 'postmaster.opts')))?.[1])
  let log = ''
  do {
    const port = (await freePort(kept || randomInt(PORTS_FROM, PORTS_TO), '127.0.0.1')) ?? 0
    const server = serverOf(spawnServer(home, binaries, port, durable), port)
    const state = await waitFor(deadline - Date.now(), async () => {
      if (server.hasEnded()) return 'ended'
      return (await identify(home, port)) === 'ours' && 'started'
    })
    if (state === 'started') return server
    await server.stop()
    log = readIfPresent(home.log)
  } while (TRANSIENT.test(log) && Date.now() < deadline)
  throw didNotStart(home, log)
}

/** One that outlived its watcher; null when there is none. Requires the lock. */
export async function findServer(home: Home): Promise<Server | null> {
  const found = await waitFor(START_DEADLINE_MS, async () => {
    const { pid, port } = postmaster(home)
    const who = isAlive(pid) ? await identify(home, port) : 'other'
    return who !== 'busy' && { who, pid, port }
  })
  if (found === null)
    throw new PostgresError(`The Postgres of ${home.directory} (process ${postmaster(home).pid}) does not answer: end it and try again.`)
  if (found.who === 'ours') return serverOf(found.pid, found.port)
  // Postgres would not start while another program has this process id, or when a power failure cut the file off.
  rmSync(pidFile(home), { force: true })
  return null
}

/** The port of the server that runs in this directory, else null. */
export async function runningPort(home: Home): Promise<number | null> {
  const { port } = postmaster(home)
  return (await identify(home, port)) === 'ours' ? port : null
}

/**
 * `ours` is only a server that takes our password and names our data directory: a process id proves nothing, another program may
 * have it by now. `busy`: a server that cannot say yet. `other`: another program, or none.
 */
async function identify(home: Home, port: number): Promise<'ours' | 'busy' | 'other'> {
  if (!(port > 0) || readIfPresent(home.password) === '') return 'other'
  const sql = postgres(databaseUrl(home, port, 'postgres'), {
    max: 1,
    ssl: false,
    connect_timeout: ANSWER_DEADLINE_SECONDS,
    fetch_types: false,
    onnotice: () => {},
  })
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`
    return row !== undefined && realpathSync(row.data_directory) === realpathSync(home.data) ? 'ours' : 'other'
  } catch (error) {
    return error instanceof postgres.PostgresError && BUSY.has(error.code) ? 'busy' : 'other'
  } finally {
    await sql.end({ timeout: 0 })
  }
}

const pidFile = (home: Home) => join(home.data, 'postmaster.pid')

/** What the lock file of a running or crashed Postgres says; zeros when it says nothing. */
function postmaster(home: Home): { pid: number; port: number } {
  const [pid = 0, , , port = 0] = readIfPresent(pidFile(home)).split('\n').map(Number)
  return { pid, port }
}

/** Returns its process id; 0 when the program cannot be run. */
function spawnServer(home: Home, binaries: Binaries, port: number, durable: boolean): number {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const log = openSync(home.log, 'w', 0o600)
  const args = ['-D', home.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  // Without this listener a program that cannot be run would end the watcher.
  const { pid = 0 } = binaries.postgres(args, log).on('error', () => {})
  closeSync(log)
  return pid
}

function serverOf(pid: number, port: number): Server {
  const hasEnded = () => !isAlive(pid)
  return {
    port,
    hasEnded,
    async stop() {
      for (const signal of ['INT', 'KILL'] as const) {
        if (hasEnded()) return
        await signalPostgres(pid, signal).catch(() => {})
        await waitFor(STOP_DEADLINE_MS, hasEnded)
      }
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 1 && process.kill(pid, 0)
  } catch {
    return false
  }
}

function didNotStart(home: Home, log: string): PostgresError {
  const lines = log.split('\n').flatMap((line) => /\b(?:FATAL|PANIC|DETAIL): .*/.exec(line)?.[0] ?? [])
  const reason = lines.filter((line) => !line.includes('the database system is')).join(' ') || lastLine(log)
  return new PostgresError(`Postgres did not start (${reason}): see ${home.log}, or run npm run db:reset to create the database again.`)
}
