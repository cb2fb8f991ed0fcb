import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '#platform/db/reachable.server.ts'
import { keptDetails } from '#platform/forms/error-details.ts'
import { reportError } from '#platform/observability/report-error.server.ts'
import { failureReference } from '#platform/observability/request-scope.server.ts'

/** What a client of `/api/auth` gets when something has failed: a reference, and whether to come back. */
export function failure(error: unknown, url: string): Response {
  const reference = failureReference()
  const isAway = isWithoutDatabase()
  reportError(error, 'auth request failed', { endpoint: new URL(url).pathname, isWithoutDatabase: isAway })
  const development = import.meta.env.DEV && { development: keptDetails(reference) }
  if (!isAway) return Response.json({ code: 'INTERNAL', reference, ...development }, { status: 500 })
  return Response.json({ code: 'UNAVAILABLE', reference }, { status: 503, headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } })
}
