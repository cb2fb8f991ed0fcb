/** The production process; with PROCESSES, the one that watches over several. */
import cluster from 'node:cluster'
import { useProduction } from './boot.server'
import { env } from './env.server'
import { superviseProcesses } from './http/processes.server'
import { STOP_SECONDS } from './http/stop-signal.server'
import { log } from './lib/log.server'

useProduction()
const { processes, stopDelaySeconds, logLevel } = env()
log.level = logLevel
if (processes > 1 && cluster.isPrimary) superviseProcesses(processes, stopDelaySeconds + STOP_SECONDS)
else await import('./serve.server')
