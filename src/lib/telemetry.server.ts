/**
 * What the process tells of itself: durations, counts, and the trace of each request and job. Nobody listens unless
 * OTEL_EXPORTER_OTLP_ENDPOINT is set (src/telemetry), and then a call here is one look at a null.
 */
import { type Trace, currentScope } from './request-scope.server'

/** Of few values each: a collector keeps a series for every combination. Never an address, a parameter or a person. */
export type Attributes = Record<string, string | number>

/** In seconds, each with what it tells. */
export const DURATIONS = {
  'http.server.request.duration': 'Answering a request',
  'http.client.request.duration': 'Asking a service of someone else',
  'db.client.operation.duration': 'A statement, its turn in the pool included',
  'gatehouse.job.duration': 'Working a job',
  'gatehouse.mail.duration': 'Handing a mail to the mail server',
} as const
type Duration = keyof typeof DURATIONS

export const COUNTS = {
  'gatehouse.sign_ins': 'Sign-ins, by outcome',
  'gatehouse.limits.tripped': 'Tries refused by a limit, by limit',
  'gatehouse.db.slow_statements': 'Statements that took longer than SLOW_QUERY_MS',
  'gatehouse.errors': 'Unexpected errors',
} as const
type Count = keyof typeof COUNTS

export type Listener = {
  /** `traceparent`: of a proxy that is trusted. */
  begin: (traceparent: string | null) => Trace
  time: (duration: Duration, seconds: number, attributes: Attributes) => void
  count: (count: Count, attributes: Attributes) => void
}

let listener: Listener | null = null

export const listen = (to: Listener): void => void (listener = to)
export const isListenedTo = (): boolean => listener !== null
export const count = (name: Count, attributes: Attributes = {}): void => listener?.count(name, attributes)
export const time = (name: Duration, seconds: number, attributes: Attributes): void => listener?.time(name, seconds, attributes)
export const beginTrace = (traceparent: string | null = null): Trace | null => listener?.begin(traceparent) ?? null

/** Something that is waited for: how long it takes, and a span of the request or job that it is part of. */
export async function timed<Result>(
  duration: Duration,
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  if (listener === null) return work()
  const ended = timer(duration, name, attributes)
  try {
    const result = await work()
    ended()
    return result
  } catch (error) {
    ended(error)
    throw error
  }
}

/** Of its address the host alone: the rest may hold a code, or the beginning of a hash. */
export const timedService = <Result>(url: string, ask: () => Promise<Result>): Promise<Result> =>
  timed('http.client.request.duration', 'ask a service', { 'server.address': new URL(url).hostname }, ask)

/** As `timed`, for what is no promise. It begins now, and ends with a call, which is given what went wrong. */
export function timer(duration: Duration, name: string, attributes: Attributes): (error?: unknown) => number {
  const began = performance.now()
  const trace = currentScope()?.trace ?? null
  return (error) => {
    const ended = performance.now()
    const told = error === undefined ? attributes : { ...attributes, 'error.type': errorType(error) }
    listener?.time(duration, (ended - began) / 1000, told)
    trace?.part(name, told, began, ended)
    return ended - began
  }
}

/** A code or the name of a class, never a message. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const type = 'code' in error ? String(error.code) : error.name
  return /^[\w.]{1,40}$/.test(type) ? type : error.name
}
