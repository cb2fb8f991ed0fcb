/** What a library says past our log, and what nobody caught: in the log's own form, so that no line of this process is written by another hand. */
import { log } from './log.server'

/** After an exception that nobody caught the state is unknown: the process ends, and whatever runs it starts another. */
export function logEverything(): void {
  for (const level of ['error', 'warn', 'info', 'log', 'debug'] as const)
    console[level] = (...said: unknown[]) =>
      log[level === 'log' ? 'info' : level]({ err: said.find((part) => part instanceof Error) }, 'a library says')
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection nobody caught'))
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an exception nobody caught')
    log.flush()
    process.exit(1)
  })
}
