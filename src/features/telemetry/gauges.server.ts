/** What is looked at when metrics are sent: the process, the pool and the queue. */
import type { Meter } from '@opentelemetry/api'
import { PerformanceObserver, monitorEventLoopDelay } from 'node:perf_hooks'
import { databaseUse, sql } from '#platform/db/client.server.ts'
import { requestsUnderway } from '#platform/http/trace-request.server.ts'
import { queueNames } from '#platform/jobs/queues.ts'

const NANOSECONDS = 1e9
const GC_BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]

export function observeProcess(meter: Meter): void {
  meter.createObservableGauge('http.server.active_requests').addCallback((result) => result.observe(requestsUnderway()))
  observeDatabase(meter)
  observeLoop(meter)
  observeMemory(meter)
  observeQueue(meter)
}

function observeDatabase(meter: Meter): void {
  const gauge = (name: string, description: string, read: () => number) =>
    meter.createObservableGauge(name, { description }).addCallback((result) => result.observe(read()))
  gauge('db.client.connection.max', 'Connections the pool may have', () => databaseUse().max)
  gauge('db.client.connection.used', 'Connections that work or are kept by a transaction', () => databaseUse().used)
  gauge('db.client.connection.pending_requests', 'Statements that wait for a connection', () => databaseUse().waiting)
  gauge('gatehouse.db.away', '1 while the breaker is open', () => Number(databaseUse().isAway))
}

function observeLoop(meter: Meter): void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const gauge = (name: string, read: () => number) =>
    meter.createObservableGauge(name, { unit: 's' }).addCallback((result) => result.observe(read() / NANOSECONDS))
  gauge('nodejs.eventloop.delay.p50', () => delay.percentile(50))
  gauge('nodejs.eventloop.delay.p99', () => delay.percentile(99))
  meter.createObservableGauge('nodejs.eventloop.delay.max', { unit: 's' }).addCallback((result) => {
    result.observe(delay.max / NANOSECONDS)
    delay.reset()
  })
  const cpu = meter.createObservableCounter('process.cpu.time', { unit: 's' })
  cpu.addCallback((result) => {
    const { user, system } = process.cpuUsage()
    result.observe((user + system) / 1e6)
  })
}

function observeMemory(meter: Meter): void {
  const gauge = (name: string, of: 'rss' | 'heapUsed') =>
    meter.createObservableGauge(name, { unit: 'By' }).addCallback((result) => result.observe(process.memoryUsage()[of]))
  gauge('process.memory.usage', 'rss')
  gauge('v8js.memory.heap.used', 'heapUsed')
  const collections = meter.createHistogram('v8js.gc.duration', { unit: 's', advice: { explicitBucketBoundaries: GC_BOUNDS } })
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => collections.record(duration / 1000))).observe({
    entryTypes: ['gc'],
  })
}

/** Of the whole system: each process says the same, so the dashboard takes the largest. */
function observeQueue(meter: Meter): void {
  const jobs = meter.createObservableGauge('gatehouse.jobs', { description: 'Jobs, by queue and state' })
  const age = meter.createObservableGauge('gatehouse.jobs.oldest', {
    description: 'For how long the oldest job that is due waits',
    unit: 's',
  })
  meter.addBatchObservableCallback(
    async (result) => {
      const rows = await readQueue().catch(() => null)
      if (rows === null) return
      // None waiting is said too: no word means that nobody knows. What lies with the dead waits for nobody.
      const ages = new Map<string, number>(queueNames().map((name) => [name, 0]))
      for (const { queue, state, count, waiting } of rows) {
        result.observe(jobs, count, { queue, state })
        if (waiting !== null && ages.has(queue)) ages.set(queue, Math.max(waiting, ages.get(queue) ?? 0))
      }
      for (const [queue, seconds] of ages) result.observe(age, seconds, { queue })
    },
    [jobs, age],
  )
}

type Row = { queue: string; state: string; count: number; waiting: number | null }

const readQueue = () =>
  sql<Row[]>`
    select name as queue, state::text as state, count(*)::int as count,
      extract(epoch from max(now() - start_after) filter (where state in ('created', 'retry') and start_after <= now()))::float8 as waiting
    from pgboss.job where state in ('created', 'retry', 'active', 'failed') group by name, state`
