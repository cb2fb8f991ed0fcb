import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { closeSync, openSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { freePort } from '../free-port.ts'
import { signalPostgres, type Binaries } from './binaries.ts'
import { databaseUrl, lastLine, PostgresError, readIfPresent, type Home } from './home.ts'

const START_DEADLINE_MS = 60_000
/** A fast shutdown, then an immediate one, then none at all. */
const SHUTDOWNS = [
  ['INT', 15_000],
  ['QUIT', 5_000],
  ['KILL', 5_000],
] as const
const ANSWER_DEADLINE_SECONDS = 5
const POLL_MS = 20
// Below the range from which systems take the ports of outgoing connections, so that the port stays free.
const PORTS_FROM = 20_000
const PORTS_TO = 32_000
// The processes of a server that was killed need a moment to notice; another program was faster at the port.
const TRANSIENT = /pre-existing shared memory block|lock file .* already exists|could not bind|could not create any TCP\/IP sockets/
// "the database system is starting up" or shutting down; too many connections
const NOT_NOW = new Set(['57P03', '53300'])

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
    while (!server.hasEnded() && Date.now() < deadline) {
      if ((await whoAnswers(home, port)) === 'ours') return server
      await sleep(POLL_MS)
    }
    await server.stop()
    log = readIfPresent(home.log)
  } while (TRANSIENT.test(log) && Date.now() < deadline)
  throw didNotStart(home, log)
}

/** One that outlived its watcher; null when there is none. Requires the lock. */
export async function findServer(home: Home): Promise<Server | null> {
  const deadline = Date.now() + START_DEADLINE_MS
  for (;;) {
    const { pid, port } = postmaster(home)
    const verdict = isAlive(pid) ? await whoAnswers(home, port) : 'nobody'
    if (verdict === 'ours') return serverOf(pid, port)
    // Postgres would not start while another program has this process id, or when a power failure cut the file off.
    if (verdict === 'nobody') rmSync(pidFile(home), { force: true })
    if (verdict === 'nobody') return null
    if (Date.now() > deadline)
      throw new PostgresError(`The Postgres of ${home.directory} (process ${pid}) does not answer: end it and try again.`)
    await sleep(POLL_MS)
  }
}

/** The port of the server that runs in this directory, else null. */
export async function runningPort(home: Home): Promise<number | null> {
  const { port } = postmaster(home)
  return (await whoAnswers(home, port)) === 'ours' ? port : null
}

/**
 * `later`: it has no time to say. A process id proves nothing, another program may have it by now: only a server that takes our
 * password and names our data directory is ours.
 */
async function whoAnswers(home: Home, port: number): Promise<'ours' | 'later' | 'nobody'> {
  if (!(port > 0) || readIfPresent(home.password) === '') return 'nobody'
  const sql = postgres(databaseUrl(home, port, 'postgres'), {
    max: 1,
    ssl: false,
    connect_timeout: ANSWER_DEADLINE_SECONDS,
    fetch_types: false,
    onnotice: () => {},
  })
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`
    return row !== undefined && realpathSync(row.data_directory) === realpathSync(home.data) ? 'ours' : 'nobody'
  } catch (error) {
    return error instanceof postgres.PostgresError && NOT_NOW.has(error.code) ? 'later' : 'nobody'
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

function spawnServer(home: Home, binaries: Binaries, port: number, durable: boolean): ChildProcess {
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
  const child = binaries.postgres(args, log).on('error', () => {})
  closeSync(log)
  return child
}

/** A child of this process, or the process id of one that is not. */
function serverOf(process: ChildProcess | number, port: number): Server {
  const pid = typeof process === 'number' ? process : (process.pid ?? 0)
  const hasEnded = () => (typeof process === 'number' ? !isAlive(process) : pid === 0 || (process.exitCode ?? process.signalCode) !== null)
  return {
    port,
    hasEnded,
    async stop() {
      for (const [signal, patience] of SHUTDOWNS) {
        if (hasEnded()) return
        await signalPostgres(pid, signal).catch(() => {})
        const deadline = Date.now() + patience
        while (!hasEnded() && Date.now() < deadline) await sleep(POLL_MS)
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
