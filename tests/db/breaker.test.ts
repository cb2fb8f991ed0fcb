import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CircuitBreaker, DatabaseUnavailable } from '#platform/db/circuit-breaker.server.ts'

function breakerOver(answers: boolean[]) {
  const probe = vi.fn<() => Promise<boolean>>(async () => answers.shift() ?? true)
  const changes: boolean[] = []
  const breaker = new CircuitBreaker(probe, (isOpen) => changes.push(isOpen))
  return { breaker, pass: () => new Promise<void>((resolve, reject) => breaker.pass(resolve, reject)), probe, changes }
}

describe('the circuit breaker before Postgres', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('lets everything pass at once until something fails', () => {
    const send = vi.fn<() => void>()
    breakerOver([]).breaker.pass(send, vi.fn())
    expect(send).toHaveBeenCalledOnce()
  })

  it('probes once after a lost connection: what arrives meanwhile waits for the result, and is sent', async () => {
    const { breaker, pass, probe, changes } = breakerOver([true])
    breaker.recordFailure()
    breaker.recordFailure()
    const send = vi.fn<() => void>()
    breaker.pass(send, vi.fn())
    expect(send).not.toHaveBeenCalled()
    await Promise.all([pass(), pass()])
    expect([send.mock.calls.length, probe.mock.calls.length, changes]).toEqual([1, 1, []])
  })

  it('refuses what waits and everything after while Postgres is away, without a probe for each [ASVS 16.5.2]', async () => {
    const { breaker, pass, probe, changes } = breakerOver([false])
    breaker.recordFailure()
    await expect(pass()).rejects.toThrow(DatabaseUnavailable)
    for (let request = 0; request < 100; request++) await expect(pass()).rejects.toThrow(DatabaseUnavailable)
    expect([probe.mock.calls.length, changes]).toEqual([1, [true]])
  })

  it('closes by itself once Postgres answers again', async () => {
    const { breaker, pass, changes } = breakerOver([false, false, true])
    breaker.recordFailure()
    await expect(pass()).rejects.toThrow(DatabaseUnavailable)
    await vi.advanceTimersByTimeAsync(600)
    await expect(pass()).rejects.toThrow(DatabaseUnavailable)
    await vi.advanceTimersByTimeAsync(600)
    await pass()
    expect(changes).toEqual([true, false])
  })
})
