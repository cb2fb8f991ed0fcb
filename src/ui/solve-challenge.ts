/** The browser's search for the solution of an ALTCHA challenge. */
import { sha256 } from '@noble/hashes/sha2.js'
import { type Challenge, solveChallenge } from 'altcha-lib'
import type { DeriveKeyFunction } from 'altcha-lib/types'

/** How long the page may be blocked: a frame is 16 ms. */
const SLICE_MS = 10

/** What `x-proof` carries: challenge and solution as ALTCHA encodes them. Null where there is no solution in 90 seconds. */
export async function solve(challenge: Challenge): Promise<string | null> {
  const solution = await solveChallenge({ challenge, deriveKey: deriveInSlices() })
  return solution && btoa(JSON.stringify({ challenge, solution }))
}

/**
 * ALTCHA's `SHA-256`. The browser's own is missing on a page without TLS, and is asynchronous: waiting for each answer costs
 * ten times the hash.
 */
function deriveInSlices(): DeriveKeyFunction {
  let slice = performance.now()
  return async ({ cost }, salt, password) => {
    if (performance.now() - slice > SLICE_MS) {
      await otherTasks()
      slice = performance.now()
    }
    let derivedKey = sha256.create().update(salt).update(password).digest()
    for (let round = 1; round < cost; round += 1) derivedKey = sha256(derivedKey)
    return { derivedKey }
  }
}

/** Not by a timer: those of a page in the background wait for a second each. */
const otherTasks = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
