/**
 * Hears what the process tells (lib/telemetry.server.ts) and sends it to a collector. Nothing is registered for the whole
 * process: libraries that look for OpenTelemetry, as Better Auth does, would add whole error messages, parameters included.
 */
import {
  type Context,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  diag,
  trace,
} from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { randomUUID } from 'node:crypto'
import type { Telemetry } from '~/env.telemetry'
import { log } from '~/lib/log.server'
import type { Trace } from '~/lib/request-scope.server'
import { type Attributes, listen } from '~/lib/telemetry.server'
import { observeProcess } from './gauges.server'
import { instruments } from './instruments.server'

const EXPORT_TIMEOUT_MS = 10_000
/** What a collector that is away costs in memory: then spans are dropped. */
const SPANS_MAX = 2_048
const SPANS_AT_ONCE = 512
const COMPLAIN_EVERY_MS = 60_000

/** Resolves, when what is still here has been sent. */
export function startOpenTelemetry(settings: Telemetry, release: string | null): () => Promise<unknown> {
  complainSeldom()
  const resource = resourceFromAttributes({
    'service.instance.id': randomUUID(),
    ...(release !== null && { 'service.version': release }),
    ...settings.resource,
    'service.name': settings.serviceName,
  })
  const to = (signal: string) => ({ url: `${settings.endpoint}/v1/${signal}`, headers: settings.headers, timeoutMillis: EXPORT_TIMEOUT_MS })
  const spans = new BatchSpanProcessor({
    exporter: new OTLPTraceExporter(to('traces')),
    scheduledDelayMillis: settings.spanDelayMs,
    exportTimeoutMillis: EXPORT_TIMEOUT_MS,
    maxQueueSize: SPANS_MAX,
    maxExportBatchSize: SPANS_AT_ONCE,
  })
  const tracers = new TracerProvider({ resource, sampler: samplerOf(settings.sampler), spanProcessors: [spans] })
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(to('metrics')),
    exportIntervalMillis: settings.metricIntervalMs,
    exportTimeoutMillis: Math.min(EXPORT_TIMEOUT_MS, settings.metricIntervalMs),
  })
  const meters = new MeterProvider({ resource, readers: [reader] })
  const tracer = tracers.getTracer('gatehouse')
  const meter = meters.getMeter('gatehouse')
  observeProcess(meter)
  listen({ begin: (traceparent) => beginTrace(tracer, parentOf(traceparent)), ...instruments(meter) })
  return () => Promise.allSettled([tracers.shutdown(), meters.shutdown()])
}

function beginTrace(tracer: Tracer, parent: Context): Trace {
  const root = tracer.startSpan('underway', { kind: SpanKind.SERVER, startTime: performance.now() }, parent)
  const below = trace.setSpan(ROOT_CONTEXT, root)
  return {
    traceId: root.spanContext().traceId,
    part(name, attributes, from, to) {
      if (!root.isRecording()) return
      const part = tracer.startSpan(name, { kind: SpanKind.CLIENT, startTime: from, attributes }, below)
      if (hasFailed(attributes)) part.setStatus({ code: SpanStatusCode.ERROR })
      part.end(to)
    },
    end(name, attributes) {
      if (!root.isRecording()) return
      root.updateName(name).setAttributes(attributes)
      if (hasFailed(attributes)) root.setStatus({ code: SpanStatusCode.ERROR })
      root.end(performance.now())
    },
  }
}

const hasFailed = (attributes: Attributes) => 'error.type' in attributes

/** W3C Trace Context, version 00. */
function parentOf(traceparent: string | null): Context {
  const [, traceId, spanId, flags] = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(traceparent ?? '') ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId))
    return ROOT_CONTEXT
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true })
}

function samplerOf({ name, ratio }: Telemetry['sampler']): Sampler {
  const [, parentBased, kind] = /^(parentbased_)?(.*)$/.exec(name) ?? []
  const root =
    kind === 'always_off' ? new AlwaysOffSampler() : kind === 'traceidratio' ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler()
  return parentBased === undefined ? root : new ParentBasedSampler({ root })
}

const ignore = () => {}

/** What OpenTelemetry says may hold what the collector answered: only that it failed, and not each time. */
function complainSeldom(): void {
  let said = -COMPLAIN_EVERY_MS
  const complain = () => {
    if (performance.now() - said < COMPLAIN_EVERY_MS) return
    said = performance.now()
    log.warn({ area: 'telemetry' }, 'traces or metrics could not be sent')
  }
  diag.setLogger({ error: complain, warn: ignore, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.ERROR)
}
