/** Several processes on one port (PROCESSES): this one answers nothing, it starts the others and ends them. */
import cluster, { type Worker } from 'node:cluster'
import { log } from '~/lib/log.server'
import { STOP_MESSAGE } from './stop-signal.server'

/** One that served so long did not fail at its start: the next comes at once. */
const STEADY_SECONDS = 10
const RESTART_MAX_SECONDS = 30
/** Of ours beyond theirs. */
const GRACE_SECONDS = 5

/** `seconds`: in which a process that is asked to stop has ended. */
export function superviseProcesses(count: number, seconds: number): void {
  const serving = new Map<number, number>()
  let wanted = 1
  let failures = 0
  let stopping: { exitCode: number } | null = null

  cluster.on('listening', (worker) => {
    serving.set(worker.id, Date.now())
    if (stopping !== null) return ask(worker)
    // The others only now: what is wrong with the set-up is said once.
    for (; wanted < count; wanted += 1) cluster.fork()
  })

  cluster.on('exit', (worker, code, signal) => {
    const since = serving.get(worker.id)
    serving.delete(worker.id)
    if (stopping !== null) return noteEnd(code)
    if (since === undefined && serving.size === 0) return giveUp()
    failures = since !== undefined && Date.now() - since > STEADY_SECONDS * 1000 ? 0 : failures + 1
    const wait = failures === 0 ? 0 : Math.min(2 ** (failures - 1), RESTART_MAX_SECONDS)
    log.error({ pid: worker.process.pid, code, signal, restartInSeconds: wait }, 'a process ended')
    setTimeout(() => stopping === null && cluster.fork(), wait * 1000)
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => (stopping === null ? stop(signal) : end()))
  log.info({ processes: count }, 'starting processes')
  cluster.fork()

  function stop(signal: string) {
    log.info({ signal }, 'stopping all processes')
    stopping = { exitCode: 0 }
    setTimeout(end, (seconds + GRACE_SECONDS) * 1000).unref()
    for (const worker of workers()) ask(worker)
  }

  function noteEnd(code: number) {
    if (stopping === null) return
    if (code !== 0) stopping.exitCode = 1
    if (workers().length === 0) process.exit(stopping.exitCode)
  }
}

function giveUp() {
  process.stderr.write('gatehouse: No process came up: the line above says why.\n')
  process.exit(1)
}

function end() {
  for (const worker of workers()) worker.process.kill('SIGKILL')
  process.exit(1)
}

const workers = () => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)

/** One that does not listen yet may not hear it: it is asked again when it does. */
function ask(worker: Worker): void {
  if (worker.isConnected()) worker.send(STOP_MESSAGE, () => {})
}
