import { AsyncResource } from 'node:async_hooks'
import { log } from '#platform/observability/log.server.ts'
import { reportError } from '#platform/observability/report-error.server.ts'

const AT_ONCE = 2
const MAX_WAITING = 1_000
const DROPPED_PER_WARNING = 100

const running = new Set<Promise<unknown>>()
const waiting: (() => Promise<unknown>)[] = []
let inLine = 0
let dropped = 0

/**
 * What follows from a credential request and must not show in its duration: a mail for a known address, an event. It
 * runs on after the answer; a failure is logged and changes no answer.
 */
export function inBackground(task: Promise<unknown>): void {
  const settled: Promise<unknown> = task
    .catch((error: unknown) => reportError(error, 'background task failed'))
    .finally(() => running.delete(settled))
  running.add(settled)
}

/**
 * For what strangers can cause as often as they like: two at a time, so that a flood of it, behind one locked row, takes
 * no more of the pool than that. Beyond a thousand that wait it is dropped, and the log says how often.
 */
export function inBackgroundLine(task: () => Promise<unknown>): void {
  if (waiting.length < MAX_WAITING) {
    waiting.push(AsyncResource.bind(task))
    return takeNext()
  }
  dropped += 1
  if (dropped % DROPPED_PER_WARNING === 1) log.warn({ dropped }, 'too many background tasks at once: dropped')
}

function takeNext(): void {
  const next = inLine < AT_ONCE ? waiting.shift() : undefined
  if (next === undefined) return
  inLine += 1
  const leave = () => {
    inLine -= 1
    takeNext()
  }
  inBackground(next().finally(leave))
}

/** Before the process ends: resolves when nothing runs any more. */
export async function settleBackground(): Promise<void> {
  while (running.size > 0) await Promise.all(running)
}
