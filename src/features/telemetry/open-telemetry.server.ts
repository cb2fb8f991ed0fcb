/** OpenTelemetry's SDK: it sends what the app measures (lib/telemetry.server.ts) to a collector. */
import {
  DiagLogLevel,
  type Meter,
  ProxyTracerProvider,
  type Tracer,
  context,
  createNoopMeter,
  diag,
  metrics,
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
import type { Telemetry } from '#platform/config/env.telemetry.ts'
import { log } from '#platform/observability/log.server.ts'
import { SCOPE } from '#platform/observability/telemetry.server.ts'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { observeProcess } from './gauges.server.ts'

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
  const meter = meters.getMeter(SCOPE)
  registerForOurselves(tracers.getTracer(SCOPE), meter)
  observeProcess(meter)
  return () => Promise.allSettled([tracers.shutdown(), meters.shutdown()])
}

/** Where a library asks for a tracer or a meter, it gets one that does nothing: its spans hold whole error messages, parameters included. */
function registerForOurselves(tracer: Tracer, meter: Meter): void {
  const noTracers = new ProxyTracerProvider()
  const noMeter = createNoopMeter()
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider({ getTracer: (name) => (name === SCOPE ? tracer : noTracers.getTracer(name)) })
  metrics.setGlobalMeterProvider({ getMeter: (name) => (name === SCOPE ? meter : noMeter) })
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
