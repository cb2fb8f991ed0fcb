/** An OpenTelemetry collector for a test file, that takes OTLP as JSON over HTTP and keeps what it was sent. */
import { type StandIn, json } from './stand-in.ts'

type Value = { stringValue?: string; intValue?: number | string; doubleValue?: number }
type Attribute = { key: string; value: Value }
type Point = { attributes?: Attribute[]; asDouble?: number; asInt?: number | string; count?: number | string }
type Metric = { name: string; unit?: string } & { [kind in 'gauge' | 'sum' | 'histogram']?: { dataPoints: Point[] } }

type Span = { name: string; traceId: string; spanId: string; parentSpanId: string; attributes: Record<string, unknown> }
type Sample = { name: string; kind: 'gauge' | 'sum' | 'histogram'; unit: string; value: number; attributes: Record<string, unknown> }

/** Takes all that is sent. */
export const collect = ({ answer }: StandIn) => answer((_, response) => json(response, {}))

export function spansIn({ asked }: StandIn): Span[] {
  const sent = bodies<{ resourceSpans: { scopeSpans: { spans: (Omit<Span, 'attributes'> & { attributes?: Attribute[] })[] }[] }[] }>(
    asked,
    '/v1/traces',
  )
  return sent
    .flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)))
    .map(({ name, traceId, spanId, parentSpanId, attributes }) => ({
      name,
      traceId,
      spanId,
      parentSpanId: parentSpanId ?? '',
      attributes: record(attributes),
    }))
}

/** The names of the libraries that spans and metrics are sent of. */
export const scopesIn = ({ asked }: StandIn): Set<string> =>
  new Set(asked.flatMap(({ body }) => [...body.matchAll(/"scope":\{"name":"([^"]*)"/g)].map(([, name = '']) => name)))

/** The last value of each series. */
export function samplesIn({ asked }: StandIn): Sample[] {
  const sent = bodies<{ resourceMetrics: { scopeMetrics: { metrics: Metric[] }[] }[] }>(asked, '/v1/metrics')
  const metrics = sent.flatMap(({ resourceMetrics }) =>
    resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics)),
  )
  const last = new Map<string, Sample>()
  for (const { name, unit = '', ...data } of metrics)
    for (const kind of ['gauge', 'sum', 'histogram'] as const)
      for (const { attributes, asDouble, asInt, count } of data[kind]?.dataPoints ?? []) {
        const sample = { name, kind, unit, value: Number(count ?? asDouble ?? asInt ?? 0), attributes: record(attributes) }
        last.set(`${name} ${JSON.stringify(sample.attributes)}`, sample)
      }
  return [...last.values()]
}

const bodies = <Body>(asked: StandIn['asked'], path: string): Body[] =>
  asked.filter((one) => one.path === path).map(({ body }) => JSON.parse(body) as Body)

const record = (attributes: Attribute[] = []): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.doubleValue ?? Number(value.intValue)]))
