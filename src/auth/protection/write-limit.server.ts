/** A generous cap on everything that may write, besides the limits of what is guessed at, mailed or costly. */
import { countTry } from '#platform/rate-limits/count.server.ts'
import { LimitReached } from '#platform/rate-limits/limit-reached.ts'
import { log } from '#platform/observability/log.server.ts'
import { clientNetwork } from './client-address.server.ts'

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Signing out is never refused: a neighbour at the same address must not keep a session alive. */
const NEVER_REFUSED: ReadonlySet<string> = new Set(['/sign-out', '/api/auth/sign-out'])

const isCounted = ({ method, url }: Request): boolean => !READS.has(method) && !NEVER_REFUSED.has(new URL(url).pathname)

/** The answer to a write that is one too many, as whoever posted understands it; null for every other request. */
export async function refuseWrite(request: Request): Promise<Response | null> {
  try {
    await count(request, 'write', clientNetwork(request))
    return null
  } catch (error) {
    const isForPrograms = error instanceof LimitReached && new URL(request.url).pathname.startsWith('/api/')
    return isForPrograms
      ? (await import('#auth/handle.server.ts')).limited(error)
      : (await import('#auth/forms/form-response.server.ts')).refuse(request, error)
  }
}

/** Throws LimitReached. */
export const countWriteOf = (request: Request, userId: string): Promise<void> => count(request, 'write_by_person', userId)

/** Where nothing can be counted nothing can be written either: what was asked for fails by itself, in its own words. */
async function count(request: Request, limit: 'write' | 'write_by_person', whom: string): Promise<void> {
  if (!isCounted(request)) return
  try {
    await countTry(limit, whom)
  } catch (error) {
    if (error instanceof LimitReached) throw error
    log.warn({ err: error, limit }, 'a write was not counted')
  }
}
