/**
 * Where every unexpected error passes. It is logged; with ERROR_REPORT_URL it is also posted there as JSON, in the log's own
 * words: no message past its first line, no parameter. A fork that has Sentry or another calls that in `send`.
 */
import { askService } from './ask-service.server.ts'
import { type DescribedError, type ErrorDetails, detailsOf, keepDetails } from '#platform/forms/error-details.ts'
import { describeError, log } from './log.server.ts'
import { currentScope } from './request-scope.server.ts'
import { routeOf } from './route-pattern.server.ts'
import { count, currentTraceId } from './telemetry.server.ts'

const TIMEOUT_MS = 3_000
const ANSWER_MAX_BYTES = 10_000
/** A process that fails everywhere says so ten times, and then how often. */
const PER_MINUTE = 10
const MINUTE_MS = 60_000

type ErrorReport = {
  time: string
  what: string
  error: DescribedError
  /** What the person was told. */
  reference: string | null
  route: string | null
  traceId: string | null
  release: string | null
  /** How many before this one were not sent. */
  dropped: number
}

type Service = { url: string; release: string | null }
let service: Service | null = null
export const sendReportsTo = (to: Service): void => void (service = to)

let windowBegan = 0
let sentInWindow = 0
let dropped = 0
const sending = new Set<Promise<void>>()

/** `what`: our own words, the same each time. `details` are for the log alone. */
export function reportError(error: unknown, what: string, details: Record<string, unknown> = {}, level: 'error' | 'fatal' = 'error'): void {
  log[level]({ err: error, ...details }, what)
  count('gatehouse.errors')
  const scope = currentScope()
  if (import.meta.env?.DEV && scope?.id) explain(scope.id, error)
  // An outage is one thing, however many requests it fails.
  if (service === null || scope?.isWithoutDatabase || !isWithinRate()) return
  const report: ErrorReport = {
    time: new Date().toISOString(),
    what,
    error: describeError(error),
    reference: scope?.id ?? null,
    route: scope?.path ? routeOf(scope.path) : null,
    traceId: currentTraceId() ?? null,
    release: service.release,
    dropped,
  }
  dropped = 0
  void sendOff(service.url, report)
}

type Advise = (error: unknown) => Promise<string | null>
let advise: Advise | null = null
/** Development only: says what to do about an error that has a known remedy. */
export const adviseBy = (ask: Advise): void => void (advise = ask)
const explaining = new Set<Promise<void>>()

/** For the page that shows the failure under this reference. */
function explain(reference: string, error: unknown): void {
  const details = detailsOf(describeError(error))
  keepDetails(reference, details)
  const asked = addAdvice(details, error).catch(() => {})
  explaining.add(asked)
  void asked.finally(() => explaining.delete(asked))
}

async function addAdvice(details: ErrorDetails, error: unknown): Promise<void> {
  details.hint = (await advise?.(error)) ?? null
  if (details.hint !== null) log.warn(details.hint)
}

/** Development only: resolves when the advice on what was reported is there. */
export const settleAdvice = (): Promise<unknown> => Promise.all(explaining)

/** Resolves when what was reported has gone, or could not. */
export const settleReports = (): Promise<unknown> => Promise.all(sending)

async function sendOff(url: string, report: ErrorReport): Promise<void> {
  const sent = send(url, report)
  sending.add(sent)
  await sent
  sending.delete(sent)
}

/** Nobody waits for it, and its failure is nobody's: the log has the error. */
async function send(url: string, report: ErrorReport): Promise<void> {
  const answer = await askService(url, { json: report, timeoutMs: TIMEOUT_MS, maxBytes: ANSWER_MAX_BYTES })
  if (answer === null || answer.isRefusal) log.warn({ area: 'error-report' }, 'an error could not be reported')
}

function isWithinRate(): boolean {
  const now = Date.now()
  if (now - windowBegan >= MINUTE_MS) {
    windowBegan = now
    sentInWindow = 0
  }
  const isWithin = sentInWindow < PER_MINUTE
  if (isWithin) sentInWindow += 1
  else dropped += 1
  return isWithin
}
