import { log } from '~/lib/log.server'

const running = new Set<Promise<unknown>>()

/**
 * What follows from a credential request and must not show in its duration: a mail for a known address, an event. It
 * runs on after the answer; a failure is logged and changes no answer.
 */
export function inBackground(task: Promise<unknown>): void {
  const settled: Promise<unknown> = task
    .catch((error: unknown) => log.error({ err: error }, 'background task failed'))
    .finally(() => running.delete(settled))
  running.add(settled)
}

/** Before the process ends: resolves when nothing runs any more. */
export async function settleBackground(): Promise<void> {
  while (running.size > 0) await Promise.all(running)
}
