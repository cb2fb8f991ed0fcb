import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLine, type Binaries } from './binaries.ts'
import { readIfPresent, type Home } from './home.ts'
import { endOrphan, whoAnswers } from './orphan.ts'
import { PostgresError } from './postgres-error.ts'

const START_DEADLINE_MS = 60_000
const FAST_SHUTDOWN_MS = 15_000
const IMMEDIATE_SHUTDOWN_MS = 5_000
const POLL_MS = 20
// Below the range from which systems take the ports of outgoing connections, so that a kept port stays free.
const PORTS_FROM = 20_000
const PORTS_TO = 32_000

export type Server = { port: number; exited: Promise<void>; stop(): Promise<void> }

/** Starts Postgres over a cluster that is there, on the port of last time if it can. Only for whoever holds the lock. */
export async function startServer(home: Home, binaries: Binaries, durable: boolean): Promise<Server> {
  const deadline = Date.now() + START_DEADLINE_MS
  await endOrphan(home)
  let kept = Number(readIfPresent(home.port))
  for (;;) {
    const port = await freePort(kept)
    const child = spawnServer(home, binaries, port, durable)
    const exited = ended(child)
    if (await becomesReady(home, port, child, deadline)) {
      writeFileSync(home.port, String(port))
      return { port, exited, stop: () => stopServer(home, binaries, child) }
    }
    const isKilled = child.signalCode === 'SIGKILL'
    await stopServer(home, binaries, child)
    const log = readFileSync(home.log, 'utf8')
    // Killed from outside, or another one was just now: its backends need a moment to notice that it is gone.
    const isTransient = isKilled || /pre-existing shared memory block|lock file .* already exists/.test(log)
    const isPortTaken = /could not bind|could not create any TCP\/IP sockets/.test(log)
    if (Date.now() > deadline || !(isTransient || isPortTaken)) throw didNotStart(home, log)
    if (isPortTaken) kept = Number.NaN
    await sleep(POLL_MS)
  }
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
  try {
    return binaries.postgres(['-D', home.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], log)
  } finally {
    closeSync(log)
  }
}

async function becomesReady(home: Home, port: number, child: ChildProcess, deadline: number): Promise<boolean> {
  while (isRunning(child) && Date.now() < deadline) {
    if ((await whoAnswers(home, port)) === 'ours') return true
    await sleep(POLL_MS)
  }
  return false
}

async function stopServer(home: Home, binaries: Binaries, child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return
  const exited = ended(child)
  await askToEnd(home, binaries, child)
  if (await within(exited, FAST_SHUTDOWN_MS)) return
  child.kill('SIGQUIT')
  if (await within(exited, IMMEDIATE_SHUTDOWN_MS)) return
  child.kill('SIGKILL')
  await exited
}

async function askToEnd(home: Home, binaries: Binaries, child: ChildProcess): Promise<void> {
  if (process.platform !== 'win32') {
    child.kill('SIGINT')
    return
  }
  await binaries.pgCtl(['stop', '-D', home.data, '-m', 'fast']).catch(() => child.kill())
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

async function ended(child: ChildProcess): Promise<void> {
  if (isRunning(child)) await once(child, 'exit').catch(() => {})
}

async function within(event: Promise<void>, milliseconds: number): Promise<boolean> {
  return Promise.race([event.then(() => true), sleep(milliseconds, false, { ref: false })])
}

/** `kept` if nothing listens there, else a free one. */
async function freePort(kept: number): Promise<number> {
  for (let port = kept; ; port = randomInt(PORTS_FROM, PORTS_TO)) {
    if (Number.isInteger(port) && port > 0 && port < 65_536 && (await isFree(port))) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const listener = createServer().listen({ port, host: '127.0.0.1', exclusive: true })
  try {
    await once(listener, 'listening')
    return true
  } catch {
    return false
  } finally {
    listener.close()
  }
}

function didNotStart(home: Home, log: string): PostgresError {
  // Of the lines about Postgres itself, without time and process; the others answer our own questions whether it is up.
  const reason = lastLine(log.replaceAll(/^.*FATAL: +the database system is .*$/gm, '')).replace(/^.*? \[\d+\] /, '')
  return new PostgresError(
    `Postgres did not start (${reason}): see ${home.log}, or run npm run db:reset to make the database in ${home.directory} anew.`,
  )
}
