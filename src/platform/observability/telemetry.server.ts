/**
 * Telemetry through OpenTelemetry's API, which does nothing until `src/telemetry` registers an SDK. Attributes have few
 * values each, as a collector keeps a series for every combination: never an address, a parameter or a person.
 */
import {
  type Attributes,
  type Counter,
  type Histogram,
  type MeterProvider,
  type Span,
  SpanKind,
  SpanStatusCode,
  isSpanContextValid,
  metrics,
  trace,
} from '@opentelemetry/api'

export const SCOPE = 'gatehouse'
export const tracer = trace.getTracer(SCOPE)

const DURATIONS = {
  'http.server.request.duration': 'Answering a request',
  'http.client.request.duration': 'Asking a service of someone else',
  'db.client.operation.duration': 'A statement, its turn in the pool included',
  'gatehouse.job.duration': 'Working a job',
  'gatehouse.mail.duration': 'Handing a mail to the mail server',
} as const
type Duration = keyof typeof DURATIONS
/** In seconds. OpenTelemetry's own are meant for milliseconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const COUNTS = {
  'gatehouse.sign_ins': 'Sign-ins, by outcome',
  'gatehouse.limits.tripped': 'Tries refused by a limit, by limit',
  'gatehouse.db.slow_statements': 'Statements that took longer than SLOW_QUERY_MS',
  'gatehouse.errors': 'Unexpected errors',
} as const

type Instruments = { provider: MeterProvider; histograms: Map<string, Histogram>; counters: Map<string, Counter> }
let made: Instruments | null = null

/** An instrument that was made before an SDK was registered stays a no-op: a new provider gets new ones. */
function instruments(): Instruments {
  const provider = metrics.getMeterProvider()
  if (made?.provider !== provider) made = instrumentsOf(provider)
  return made
}

function instrumentsOf(provider: MeterProvider): Instruments {
  const meter = provider.getMeter(SCOPE)
  const histogram = (name: string, description: string) =>
    meter.createHistogram(name, { description, unit: 's', advice: { explicitBucketBoundaries: BOUNDS } })
  return {
    provider,
    histograms: new Map(Object.entries(DURATIONS).map(([name, description]) => [name, histogram(name, description)])),
    counters: new Map(Object.entries(COUNTS).map(([name, description]) => [name, meter.createCounter(name, { description })])),
  }
}

export const count = (name: keyof typeof COUNTS, attributes: Attributes = {}): void => instruments().counters.get(name)?.add(1, attributes)
export const time = (name: Duration, seconds: number, attributes: Attributes): void =>
  instruments().histograms.get(name)?.record(seconds, attributes)

/** The trace of this request or job; undefined without an SDK. */
export function currentTraceId(): string | undefined {
  const context = trace.getActiveSpan()?.spanContext()
  return context !== undefined && isSpanContextValid(context) ? context.traceId : undefined
}

/** Measures something that is waited for: its duration, and a span of the request or job that it is part of. */
export async function timed<Result>(
  duration: Duration,
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  const end = timer(duration, name, attributes)
  try {
    const result = await work()
    end()
    return result
  } catch (error) {
    end(error)
    throw error
  }
}

/** Of its address the host alone: the rest may hold a code, or the beginning of a hash. */
export const timedService = <Result>(url: string, ask: () => Promise<Result>): Promise<Result> =>
  timed('http.client.request.duration', 'ask a service', { 'server.address': new URL(url).hostname }, ask)

/** As `timed`, for what is no promise. It begins now, and ends with a call, which is given what went wrong. */
export function timer(duration: Duration, name: string, attributes: Attributes): (error?: unknown) => void {
  const began = performance.now()
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes })
  return (error) => {
    const outcome = error === undefined ? {} : { 'error.type': errorType(error) }
    time(duration, (performance.now() - began) / 1000, { ...attributes, ...outcome })
    endSpan(span, outcome)
  }
}

/** With `error.type` among its attributes the span has failed; an error's message never goes into it. */
export function endSpan(span: Span, attributes: Attributes): void {
  span.setAttributes(attributes)
  if ('error.type' in attributes) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

/** A code or the name of a class, never a message. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const type = 'code' in error ? String(error.code) : error.name
  return /^[\w.]{1,40}$/.test(type) ? type : error.name
}
