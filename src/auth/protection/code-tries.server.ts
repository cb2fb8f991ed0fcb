/**
 * Tries at the codes of a second factor, at sign-in and step-up together. Ten wrong ones lock it for a quarter of an hour, but
 * only for browsers that have not passed it before: an attacker who knows the password can't lock the owner's own browser.
 */
import { countTry, forgetTries, giveTryBack, secondsUntilNextTry } from '#platform/rate-limits/count.server.ts'
import { LimitReached } from '#platform/rate-limits/limit-reached.ts'
import { factorDevice } from './known-device.server.ts'

export type Counter = { limit: 'code_of_known_device' | 'code_of_unknown_device'; whom: string }

/** Where the tries of a browser with these headers are counted. */
export async function counterOf(headers: Headers, userId: string): Promise<Counter> {
  const device = await factorDevice(headers, userId)
  return device === null ? { limit: 'code_of_unknown_device', whom: userId } : { limit: 'code_of_known_device', whom: device }
}

/** Before the code is compared, so that concurrent tries count too. A wrong `last` one locks. */
export async function begin({ limit, whom }: Counter): Promise<'open' | 'last' | 'locked'> {
  try {
    return (await countTry(limit, whom)) === 0 ? 'last' : 'open'
  } catch (error) {
    if (error instanceof LimitReached) return 'locked'
    throw error
  }
}

/** After a right code. A success on an unknown device must not give an attacker their tries back. */
export const forgive = ({ limit, whom }: Counter): Promise<void> =>
  limit === 'code_of_known_device' ? forgetTries(limit, whom) : giveTryBack(limit, whom)

export const secondsLocked = ({ limit, whom }: Counter): Promise<number | null> => secondsUntilNextTry(limit, whom)
