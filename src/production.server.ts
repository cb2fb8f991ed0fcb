/** Reads the settings, then serves or, with PROCESSES, watches over several that do. */
import cluster from 'node:cluster'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { requireReadyDatabase, useProduction } from './boot.server'
import { env } from './env.server'
import { superviseProcesses } from './http/processes.server'
import { STOP_SECONDS } from './http/stop-signal.server'
import { log } from './lib/log.server'

useProduction()
const { processes, stopDelaySeconds, logLevel, databaseUrl } = env()
log.level = logLevel
if (processes > 1 && cluster.isPrimary) superviseProcesses(processes, stopDelaySeconds + STOP_SECONDS)
else await serveWhileAsking(requireReadyDatabase(databaseUrl))

/** While Postgres answers, the rest is loaded. What is wrong with the database is said before what fails for that. */
async function serveWhileAsking(ready: Promise<void>): Promise<void> {
  const { serveWhen } = await loadServer().catch(async (error: unknown) => {
    await ready
    throw error
  })
  await serveWhen(ready)
}

/** To load blocks: between the parts is read what Postgres has answered, and it is asked the next. */
async function loadServer() {
  for (const load of [() => import('./db/client.server'), () => import('./server'), () => import('./router'), () => import('./start')]) {
    await load()
    await nextTurn()
  }
  return import('./serve.server')
}
