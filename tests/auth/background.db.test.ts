import { afterEach, describe, expect, it, vi } from 'vitest'
import { inBackgroundLine, settleBackground } from '#platform/http/background.server.ts'
import { log } from '#platform/observability/log.server.ts'

/** What is done at once, what may wait behind it, and how many are too many here. */
const [AT_ONCE, WAITING, TOO_MANY] = [2, 1_000, 5]

function flood() {
  const hold = Promise.withResolvers<void>()
  let [started, running, most] = [0, 0, 0]
  const task = async () => {
    started += 1
    running += 1
    most = Math.max(most, running)
    await hold.promise
    running -= 1
    if (started % 2 === 0) throw new Error('one that fails')
  }
  for (let turn = 0; turn < AT_ONCE + WAITING + TOO_MANY; turn += 1) inBackgroundLine(task)
  return { hold, counts: () => ({ started, most }) }
}

describe('a flood of refusals to record', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('is worked off two at a time, also past one that fails, and what is too much is dropped and counted in the log [ASVS 16.3.3]', async () => {
    vi.spyOn(log, 'error').mockReturnValue()
    const warn = vi.spyOn(log, 'warn').mockReturnValue()
    const { hold, counts } = flood()
    expect(counts()).toEqual({ started: AT_ONCE, most: AT_ONCE })
    hold.resolve()
    await settleBackground()
    expect(counts()).toEqual({ started: AT_ONCE + WAITING, most: AT_ONCE })
    expect(warn.mock.calls).toEqual([[{ dropped: 1 }, 'too many background tasks at once: dropped']])
  })
})
