/**
 * Starts one embedded Postgres and stops it when no process uses it any more. It runs detached from the command that starts
 * it, so neither Ctrl-C in a terminal nor `kill -9` of that command reaches it.
 * Usage: `node watcher.ts DIRECTORY durable|fast`. Does nothing when the directory has a watcher already.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { homeOf, PostgresError } from './home.ts'
import { tryLock } from './lock.ts'
import { startServer } from './server.ts'

const POLL_MS = 200

const [directory = '', mode] = process.argv.slice(2)
const home = homeOf(directory)
if (tryLock(home.lock, 'exclusive') !== null) {
  try {
    await watch()
  } catch (error) {
    if (!(error instanceof PostgresError)) console.error(error)
    console.error(String(error instanceof Error ? error.message : error).replaceAll('\n', ' '))
    process.exitCode = 1
  }
}
process.exit()

async function watch(): Promise<void> {
  const terminated = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => terminated.abort())
  const binaries = await findBinaries(home)
  await ensureCluster(home, binaries)
  const server = await startServer(home, binaries, mode === 'durable')
  // Once it has this lock, no process can begin to use the server.
  while (!terminated.signal.aborted && !server.hasEnded() && tryLock(home.users, 'exclusive') === null) await sleep(POLL_MS)
  await server.stop()
}
