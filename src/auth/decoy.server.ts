import { DECOY_FIELD } from '~/lib/decoy-field'
import { log } from '~/lib/log.server'
import { LimitReached } from '~/limits/limit-reached'
import { hasSolved } from './proof-of-work.server'

const RETRY_SECONDS = 60

/**
 * Whoever filled the field that nobody sees has to solve a challenge: a bot learns no more than from any limit, and a person
 * whose browser filled it is not stuck. Throws LimitReached.
 */
export async function requireUnfilledDecoy(request: Request, values: Record<string, string> | null): Promise<void> {
  if ((values?.[DECOY_FIELD] ?? '') === '') return
  log.info({ path: new URL(request.url).pathname }, 'decoy field filled')
  if (!(await hasSolved(request))) throw new LimitReached(RETRY_SECONDS, true)
}
