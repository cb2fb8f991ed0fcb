import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Breaker, DatabaseAway } from '~/db/breaker.server'

function breakerOver(answers: boolean[]) {
  const looks = vi.fn<() => Promise<boolean>>(async () => answers.shift() ?? true)
  const changes: boolean[] = []
  return { breaker: new Breaker(looks, (isOpen) => changes.push(isOpen)), looks, changes }
}

describe('the breaker before Postgres', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('lets everything pass until something fails', () => {
    expect(breakerOver([]).breaker.pass()).toBeNull()
  })

  it('one lost connection is looked into once, whoever asks meanwhile waits for the answer, and goes on', async () => {
    const { breaker, looks, changes } = breakerOver([true])
    breaker.suspect()
    breaker.suspect()
    await Promise.all([breaker.pass(), breaker.pass()])
    expect([breaker.pass(), looks.mock.calls.length, changes]).toEqual([null, 1, []])
  })

  it('a Postgres that is away refuses who waited and everyone after, without asking it for each of them [ASVS 16.5.2]', async () => {
    const { breaker, looks, changes } = breakerOver([false])
    breaker.suspect()
    await expect(breaker.pass()).rejects.toThrow(DatabaseAway)
    for (let request = 0; request < 100; request++) expect(() => breaker.pass()).toThrow(DatabaseAway)
    expect([looks.mock.calls.length, changes]).toEqual([1, [true]])
  })

  it('closes by itself once Postgres answers again', async () => {
    const { breaker, changes } = breakerOver([false, false, true])
    breaker.suspect()
    await expect(breaker.pass()).rejects.toThrow(DatabaseAway)
    await vi.advanceTimersByTimeAsync(600)
    expect(() => breaker.pass()).toThrow(DatabaseAway)
    await vi.advanceTimersByTimeAsync(600)
    expect([breaker.pass(), changes]).toEqual([null, [true, false]])
  })
})
