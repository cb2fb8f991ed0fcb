import { type Attributes, SpanKind } from '@opentelemetry/api'
import { endSpan, errorType, time, tracer } from '#platform/observability/telemetry.server.ts'

/** Works a job in a trace of its own. */
export function traceJob(queue: string, work: () => Promise<void>): Promise<void> {
  return tracer.startActiveSpan(`job ${queue}`, { kind: SpanKind.SERVER, root: true }, async (span) => {
    const began = performance.now()
    const attributes: Attributes = { queue }
    try {
      await work()
    } catch (error) {
      attributes['error.type'] = errorType(error)
      throw error
    } finally {
      time('gatehouse.job.duration', (performance.now() - began) / 1000, attributes)
      endSpan(span, attributes)
    }
  })
}
