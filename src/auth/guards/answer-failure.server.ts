import { isNotFound, isRedirect } from '@tanstack/react-router'
import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '#platform/db/reachable.server.ts'
import { keptDetails } from '#platform/forms/error-details.ts'
import { reportError, settleAdvice } from '#platform/observability/report-error.server.ts'
import { failureReference } from '#platform/observability/request-scope.server.ts'

/** What is thrown to be answered with. */
export const isAnswer = (thrown: unknown): boolean => thrown instanceof Response || isRedirect(thrown) || isNotFound(thrown)

export async function answerFailure(error: unknown): Promise<Response> {
  const isAway = isWithoutDatabase()
  reportError(error, 'request failed', { isWithoutDatabase: isAway })
  const reference = failureReference()
  if (import.meta.env.DEV) await settleAdvice()
  const body = {
    code: isAway ? 'unavailable' : 'internal',
    reference,
    ...(import.meta.env.DEV && { development: keptDetails(reference) }),
  }
  const headers = new Headers({ 'cache-control': 'no-store', ...(isAway && { 'retry-after': String(RETRY_AFTER_SECONDS) }) })
  return Response.json(body, { status: isAway ? 503 : 500, headers })
}
