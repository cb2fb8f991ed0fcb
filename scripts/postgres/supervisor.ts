/**
 * Runs one embedded Postgres for as long as somebody holds a lease on it. A process of its own, in a session of its own:
 * neither Ctrl-C in a terminal nor a kill -9 of the app reaches it, so it is there to end Postgres afterwards.
 * Started by `startPostgres` as `node supervisor.ts DIRECTORY durable|fast`; does nothing when the directory has one already.
 */
import { once } from 'node:events'
import { findBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { homeOf } from './home.ts'
import { openLeaseDesk, type LeaseDesk } from './lease-desk.ts'
import { tryLock } from './lock.ts'
import { PostgresError } from './postgres-error.ts'
import { startServer } from './server.ts'

const [directory = '', mode] = process.argv.slice(2)
const home = homeOf(directory)
const lock = tryLock(home)
if (lock !== null) {
  const desk = await openLeaseDesk(home)
  try {
    await serve(desk)
  } catch (error) {
    if (!(error instanceof PostgresError)) console.error(error)
    const message = error instanceof Error ? error.message : String(error)
    const failed = `failed ${message.replaceAll('\n', ' ')}\n`
    desk.say(failed, failed)
    if (!desk.isHeld()) await desk.unused()
  }
  const closed = desk.close()
  lock.release()
  await closed
  process.exit()
}

async function serve(desk: LeaseDesk): Promise<void> {
  const told = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
  const binaries = await findBinaries(home)
  let created = await ensureCluster(home, binaries, (message) => desk.say(`progress ${message}\n`, `progress ${message}\n`))
  let isUnused: boolean
  do {
    const server = await startServer(home, binaries, mode === 'durable')
    desk.say(`ready ${server.port}${created ? ' created' : ''}\n`, `ready ${server.port}\n`)
    created = false
    isUnused = await Promise.race([desk.unused().then(() => true), server.exited.then(() => false), told.then(() => false)])
    desk.say('', '')
    await server.stop()
    // Somebody may have come while Postgres was ending.
  } while (isUnused && desk.isHeld())
}
