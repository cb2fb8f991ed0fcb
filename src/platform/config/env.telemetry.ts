/** What the process tells of itself, and to whom: nobody, unless set. Node runs this file directly too (scripts/). */
import { z } from 'zod'
import { EnvError } from './env.error.ts'
import { setting } from './env.value.ts'

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

export type Telemetry = {
  /** Of the OpenTelemetry collector, without a slash at the end. */
  endpoint: string
  /** For each request to it; may hold a key. */
  headers: Record<string, string>
  serviceName: string
  resource: Record<string, string>
  sampler: { name: (typeof SAMPLERS)[number]; ratio: number }
  metricIntervalMs: number
  spanDelayMs: number
}

export type TelemetrySettings = {
  /** null: OpenTelemetry is not even loaded. */
  telemetry: Telemetry | null
  /** Whether a request goes on with the trace that its `traceparent` names, which the proxy in front must write. */
  trustTraceparent: boolean
  /** A statement that takes longer is logged. */
  slowQueryMs: number
  /** Where unexpected errors are posted to, besides the log; may hold a key. */
  errorReportUrl: string | null
  /** Names the build in what is reported, such as a commit. */
  release: string | null
}

const text = z.string().trim().min(1).optional()
const wholeNumber = (min: number, max: number) => {
  const rule = `must be a whole number from ${min} to ${max}`
  return z.coerce.number(rule).int(rule).min(min, rule).max(max, rule)
}
const RATIO = 'must be a number from 0 to 1'

/** `OTEL_…` are the names that OpenTelemetry gives them, with its defaults. */
export const TelemetrySource = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(text, {
    about:
      "Traces and metrics, to an OpenTelemetry collector that takes OTLP as JSON over HTTP; nothing is sent unless this is set. The names are OpenTelemetry's own. Headers are key=value,key=value.",
    example: 'http://collector:4318',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: setting(text),
  OTEL_EXPORTER_OTLP_PROTOCOL: setting(z.literal('http/json', 'must be http/json, the one that is spoken here').optional(), {
    example: 'http/json',
  }),
  OTEL_SERVICE_NAME: setting(text, { example: 'gatehouse' }),
  OTEL_RESOURCE_ATTRIBUTES: setting(text, { example: 'deployment.environment.name=production' }),
  OTEL_TRACES_SAMPLER: setting(z.enum(SAMPLERS, `must be one of ${SAMPLERS.join(', ')}`).default('parentbased_always_on'), {
    note: 'Of many requests, trace one in ten: parentbased_traceidratio and 0.1. Default: all.',
    example: 'parentbased_always_on',
  }),
  OTEL_TRACES_SAMPLER_ARG: setting(z.coerce.number(RATIO).min(0, RATIO).max(1, RATIO).default(1), { example: '1' }),
  OTEL_METRIC_EXPORT_INTERVAL: setting(wholeNumber(100, 3_600_000).default(60_000), { example: '60000' }),
  OTEL_BSP_SCHEDULE_DELAY: setting(wholeNumber(50, 60_000).default(5_000), { example: '5000' }),
  TRUST_TRACEPARENT: setting(z.enum(['on', 'off'], 'must be one of on, off').default('off'), {
    about: 'on: go on with the trace that `traceparent` names. Only where your proxy writes that header over what the client sent.',
    example: 'off',
  }),
  SLOW_QUERY_MS: setting(wholeNumber(1, 60_000).default(500), {
    about: 'A statement that takes longer is a line in the log, by kind and table. Milliseconds.',
    example: '500',
  }),
  ERROR_REPORT_URL: setting(text, {
    about: 'Where unexpected errors are posted as JSON, at most ten a minute, and what this build is called there.',
    example: 'https://errors.example.com/report',
  }),
  RELEASE: setting(text),
})
type Source = z.infer<typeof TelemetrySource>

/** Throws EnvError with one line, which repeats no key. */
export function telemetrySettings(source: Source, trustedProxyHops: number): TelemetrySettings {
  const trustTraceparent = source.TRUST_TRACEPARENT === 'on'
  if (trustTraceparent && trustedProxyHops === 0)
    throw new EnvError(
      'TRUST_TRACEPARENT is on without a proxy of yours in front: anybody could choose trace ids. Set TRUSTED_PROXY_HOPS, or off.',
    )
  return {
    telemetry: telemetry(source),
    trustTraceparent,
    slowQueryMs: source.SLOW_QUERY_MS,
    errorReportUrl: errorReportUrl(source.ERROR_REPORT_URL),
    release: source.RELEASE ?? null,
  }
}

function telemetry(source: Source): Telemetry | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = source
  if (endpoint === undefined) return null
  return {
    endpoint: collector(endpoint),
    headers: headers(source.OTEL_EXPORTER_OTLP_HEADERS),
    serviceName: source.OTEL_SERVICE_NAME ?? 'gatehouse',
    resource: pairs('OTEL_RESOURCE_ATTRIBUTES', source.OTEL_RESOURCE_ATTRIBUTES),
    sampler: { name: source.OTEL_TRACES_SAMPLER, ratio: source.OTEL_TRACES_SAMPLER_ARG },
    metricIntervalMs: source.OTEL_METRIC_EXPORT_INTERVAL,
    spanDelayMs: source.OTEL_BSP_SCHEDULE_DELAY,
  }
}

/** A collector stands beside the app, in its own network, where http is the rule. */
function collector(value: string): string {
  const url = URL.parse(value)
  const isUsable = url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === ''
  if (!isUsable || /\/v1\/(traces|metrics|logs)\/*$/.test(url.pathname))
    throw new EnvError(
      'OTEL_EXPORTER_OTLP_ENDPOINT must be a web address such as http://collector:4318, without /v1/traces and without a query.',
    )
  return url.href.replace(/\/+$/, '')
}

function headers(value: string | undefined): Record<string, string> {
  const given = pairs('OTEL_EXPORTER_OTLP_HEADERS', value)
  try {
    return Object.fromEntries(new Headers(given))
  } catch {
    throw new EnvError('OTEL_EXPORTER_OTLP_HEADERS has a value that no HTTP header can carry: leave out line breaks and special signs.')
  }
}

/** `key=value,key=value`, the values percent-encoded, as OpenTelemetry writes them. */
function pairs(name: string, value = ''): Record<string, string> {
  const given = value.split(',').filter((pair) => pair.trim() !== '')
  return Object.fromEntries(
    given.map((pair) => {
      const [, key, written] = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
      const read = written === undefined ? null : decoded(written)
      if (key === undefined || read === null) throw new EnvError(`${name} must be key=value,key=value, with values percent-encoded.`)
      return [key, read]
    }),
  )
}

function decoded(written: string): string | null {
  try {
    return decodeURIComponent(written)
  } catch {
    return null
  }
}

function errorReportUrl(value: string | undefined): string | null {
  if (value === undefined) return null
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '')
    throw new EnvError('ERROR_REPORT_URL is not a web address: write it as https://errors.example.com/report.')
  if (url.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
    throw new EnvError('ERROR_REPORT_URL uses http: what went wrong would travel in clear text. Set it to https://…')
  return url.href
}
