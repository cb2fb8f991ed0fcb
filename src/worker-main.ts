/** `npm run worker`: the job queue alone, for when the web process runs with WORKER=separate. */
import { requireReadyDatabase, startOrRefuse, useProduction } from './boot.server'
import { env } from './env.server'

useProduction()
const { databaseUrl, logLevel } = env()
await requireReadyDatabase(databaseUrl)

const [{ startWorker }, { stopQueue }, { sql }, { log }, { logEverything }] = await Promise.all([
  import('./worker'),
  import('./jobs/queue.server'),
  import('./db/client.server'),
  import('./lib/log.server'),
  import('./lib/last-words.server'),
])
log.level = logLevel
logEverything()
await startOrRefuse(startWorker)
log.info('working')

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())

async function stop() {
  await stopQueue()
  await sql.end({ timeout: 5 })
  process.exit(0)
}
