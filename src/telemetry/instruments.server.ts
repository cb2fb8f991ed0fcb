import type { Meter } from '@opentelemetry/api'
import { COUNTS, DURATIONS, type Listener } from '~/lib/telemetry.server'

/** In seconds. OpenTelemetry's own are meant for milliseconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function instruments(meter: Meter): Pick<Listener, 'time' | 'count'> {
  const histograms = made(DURATIONS, (name, description) =>
    meter.createHistogram(name, { description, unit: 's', advice: { explicitBucketBoundaries: BOUNDS } }),
  )
  const counters = made(COUNTS, (name, description) => meter.createCounter(name, { description }))
  return {
    time: (name, seconds, attributes) => histograms.get(name)?.record(seconds, attributes),
    count: (name, attributes) => counters.get(name)?.add(1, attributes),
  }
}

const made = <Made>(catalogue: Readonly<Record<string, string>>, make: (name: string, description: string) => Made) =>
  new Map(Object.entries(catalogue).map(([name, description]) => [name, make(name, description)]))
