/** What a library says past our log, and what nobody caught: in the log's own form, so that no line of this process is written by another hand. */
import { log } from './log.server.ts'
import { reportError, settleReports } from './report-error.server.ts'

/** For the report of an exception to leave the process. */
const REPORT_MS = 1_000

/** After an exception that nobody caught the state is unknown: the process ends, and whatever runs it starts another. */
export function logEverything(): void {
  for (const level of ['error', 'warn', 'info', 'log', 'debug'] as const)
    console[level] = (...said: unknown[]) =>
      log[level === 'log' ? 'info' : level]({ err: said.find((part) => part instanceof Error) }, 'a library says')
  process.on('unhandledRejection', (error) => reportError(error, 'a rejection nobody caught'))
  let isEnding = false
  process.on('uncaughtException', (error) => {
    if (isEnding) process.exit(1)
    isEnding = true
    reportError(error, 'an exception nobody caught', {}, 'fatal')
    void endSoon()
  })
}

async function endSoon(): Promise<never> {
  setTimeout(() => process.exit(1), REPORT_MS)
  await settleReports()
  process.exit(1)
}
