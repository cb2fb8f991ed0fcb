import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 20

/** The first truthy result of `find`; null when there was none in time. */
export async function waitFor<T>(milliseconds: number, find: () => T | null | false | Promise<T | null | false>): Promise<T | null> {
  const deadline = Date.now() + milliseconds
  for (;;) {
    const found = await find()
    if (found) return found
    if (Date.now() > deadline) return null
    await sleep(POLL_MS)
  }
}
