import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { solve } from '#ui/solve-challenge.ts'

const SECRET = { hmacSignatureSecret: 'secret' }
const challenge = (counter: number, cost = 10) => createChallenge({ algorithm: 'SHA-256', cost, counter, deriveKey, ...SECRET })

afterEach(() => vi.unstubAllGlobals())

describe('the solver in the browser', () => {
  it.each([0, 1, 255, 256, 3000])('finds the solution %i, which ALTCHA’s own server code accepts', async (counter) => {
    for (const cost of [1, 10]) {
      const payload = JSON.parse(atob((await solve(await challenge(counter, cost))) ?? ''))
      expect(payload.solution.counter).toBe(counter)
      expect(await verifySolution({ ...payload, deriveKey, ...SECRET })).toMatchObject({ verified: true })
    }
  })

  it('works where the page has no TLS, so that the browser offers no crypto.subtle', async () => {
    const asked = await challenge(3000)
    vi.stubGlobal('crypto', {})
    expect(await solve(asked)).not.toBeNull()
  })

  it('leaves time for other tasks of the page', async () => {
    const asked = await challenge(30_000)
    let turns = 0
    const other = setInterval(() => (turns += 1), 1)
    await solve(asked)
    clearInterval(other)
    expect(turns).toBeGreaterThan(3)
  })
})
