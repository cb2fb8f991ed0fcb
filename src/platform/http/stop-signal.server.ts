import { log } from '#platform/observability/log.server.ts'

/** For running requests and jobs, and what follows from them. */
export const STOP_SECONDS = 25

/**
 * Runs `stop` once, when this process is asked to end, and ends it: with 0, or with 1 when that fails, takes longer than
 * `seconds`, or is asked for a second time.
 */
export function onStopSignal(seconds: number, stop: () => Promise<void>): void {
  let isStopping = false
  const begin = (signal: string) => {
    if (isStopping) process.exit(1)
    isStopping = true
    log.info({ signal }, 'stopping')
    setTimeout(giveUp, seconds * 1000).unref()
    stop().then(() => process.exit(0), fail)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, begin)

  function giveUp() {
    log.error({ seconds }, 'not everything ended in time')
    process.exit(1)
  }
}

function fail(error: unknown) {
  log.error({ err: error }, 'stopping failed')
  process.exit(1)
}
