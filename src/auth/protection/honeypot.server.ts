import { HONEYPOT_FIELD } from '#platform/forms/honeypot-field.ts'
import { log } from '#platform/observability/log.server.ts'
import { LimitReached } from '#platform/rate-limits/limit-reached.ts'
import { hasSolved } from './proof-of-work.server.ts'

const RETRY_SECONDS = 60

/**
 * A post with the hidden field filled has to solve a challenge: a bot learns no more than from any limit, and a person whose
 * browser filled it can continue. Throws LimitReached.
 */
export async function requireEmptyHoneypot(request: Request, values: Record<string, string> | null): Promise<void> {
  if ((values?.[HONEYPOT_FIELD] ?? '') === '') return
  log.info({ path: new URL(request.url).pathname }, 'honeypot field filled')
  if (!(await hasSolved(request))) throw new LimitReached(RETRY_SECONDS, true)
}
