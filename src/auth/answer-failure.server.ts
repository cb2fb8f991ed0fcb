import { isNotFound, isRedirect } from '@tanstack/react-router'
import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '~/db/reachable.server'
import { log } from '~/lib/log.server'
import { failureReference } from '~/lib/request-scope.server'

/** What is thrown to be answered with. */
export const isAnswer = (thrown: unknown): boolean => thrown instanceof Response || isRedirect(thrown) || isNotFound(thrown)

export function answerFailure(error: unknown): Response {
  const isAway = isWithoutDatabase()
  log.error({ err: error, isWithoutDatabase: isAway }, 'request failed')
  const body = { code: isAway ? 'unavailable' : 'internal', reference: failureReference() }
  const headers = new Headers({ 'cache-control': 'no-store', ...(isAway && { 'retry-after': String(RETRY_AFTER_SECONDS) }) })
  return Response.json(body, { status: isAway ? 503 : 500, headers })
}
