import { type Context, ROOT_CONTEXT, SpanKind, TraceFlags, isSpanContextValid, trace } from '@opentelemetry/api'
import { env } from '#platform/config/env.server.ts'
import { routeOf } from '#platform/observability/route-pattern.server.ts'
import { endSpan, time, tracer } from '#platform/observability/telemetry.server.ts'
import type { Answer } from './step.ts'

const { telemetry, trustTraceparent } = env()

let underway = 0
export const requestsUnderway = (): number => underway

/** Answers in a span of its own, named by the route's pattern: an address has any number of values, tokens among them. */
export function traceRequest(request: Request, answer: () => Answer): Answer {
  if (telemetry === null) return answer()
  const parent = parentOf(trustTraceparent ? request.headers.get('traceparent') : null)
  return tracer.startActiveSpan('request', { kind: SpanKind.SERVER }, parent, async (span) => {
    const began = performance.now()
    underway += 1
    let status = 500
    try {
      const response = await answer()
      status = response.status
      return response
    } finally {
      underway -= 1
      const attributes = attributesOf(request, status)
      time('http.server.request.duration', (performance.now() - began) / 1000, attributes)
      span.updateName(`${attributes['http.request.method']} ${attributes['http.route']}`)
      endSpan(span, attributes)
    }
  })
}

const attributesOf = ({ method, url }: Request, status: number) => ({
  'http.request.method': ['GET', 'HEAD', 'POST'].includes(method) ? method : '_OTHER',
  'http.route': routeOf(new URL(url).pathname) ?? 'none',
  'http.response.status_code': status,
  ...(status >= 500 && { 'error.type': String(status) }),
})

/** W3C Trace Context, version 00. */
function parentOf(traceparent: string | null): Context {
  const [, traceId = '', spanId = '', flags = ''] = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(traceparent ?? '') ?? []
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true }
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
}
