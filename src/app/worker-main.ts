/**
 * `npm run worker`: the job queue alone, for when the web process runs with WORKER=separate. With `--health` it asks whether
 * the worker of this machine works, and ends with 0 if so: for a container, which has no port to be asked at.
 */
import { refuse, requireReadyDatabase, startOrRefuse, useProduction } from './boot.server.ts'
import { env } from '#platform/config/env.server.ts'

/** Longer than a mail server may take for one mail. */
const DRAIN_SECONDS = 20
/** As an orchestrator waits before it kills. */
const STOP_SECONDS = 25

useProduction()
const { databaseUrl, logLevel } = env()
if (process.argv.includes('--health')) {
  const { findSilence } = await import('#platform/jobs/heartbeat.server.ts')
  const problem = await findSilence(databaseUrl)
  if (problem !== null) refuse(problem)
  process.exit(0)
}
await requireReadyDatabase(databaseUrl)

const [
  { startWorker },
  { stopQueue },
  { stopHeartbeat },
  { closeDatabase },
  { log },
  { logEverything },
  { startTelemetry, stopTelemetry },
] = await Promise.all([
  import('./worker.ts'),
  import('#platform/jobs/queue.server.ts'),
  import('#platform/jobs/heartbeat.server.ts'),
  import('#platform/db/client.server.ts'),
  import('#platform/observability/log.server.ts'),
  import('#platform/observability/last-words.server.ts'),
  import('#features/telemetry/start.server.ts'),
])
log.level = logLevel
logEverything()
await startTelemetry()
let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
await startOrRefuse(startWorker)
log.info('working')

/** What runs may end, or goes back to its queue. Whoever asks a second time does not want to wait. */
async function stop(signal: string) {
  if (isStopping) process.exit(1)
  isStopping = true
  log.info({ signal }, 'stopping')
  setTimeout(() => process.exit(1), STOP_SECONDS * 1000).unref()
  await stopQueue(DRAIN_SECONDS * 1000)
  await stopHeartbeat()
  await stopTelemetry()
  await closeDatabase()
  process.exit(0)
}
