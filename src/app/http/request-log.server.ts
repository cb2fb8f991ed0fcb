/** One scope, one line of the log and one reference for every request that is not a file. */
import { answerFailure } from '#auth/guards/answer-failure.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { newNonce } from '#platform/crypto/new-nonce.server.ts'
import { inScope, newRequestId } from '#platform/observability/request-scope.server.ts'
import { localeOf } from '#platform/i18n/locale.server.ts'
import { traceRequest } from '#platform/http/trace-request.server.ts'
import type { Step } from '#platform/http/step.ts'

/** Load balancers call them every few seconds. */
const PROBES = new Set(['/healthz', '/readyz'])

export const enterRequestScope: Step = (request, context, next) => {
  // Vite's own scripts and styles carry no nonce: development has no policy.
  const nonce = import.meta.env.DEV ? null : newNonce()
  const path = context.url.pathname
  const scope = { id: newRequestId(), locale: localeOf(request), nonce, isWithoutDatabase: false, path }
  context.scope = scope
  return inScope(scope, () => (context.isReadable ? traceRequest(request, next) : next()))
}

/** The names of query parameters, never their values: an address may hold a token. */
export const logRequest: Step = async ({ method }, { url, isReadable }, next) => {
  const started = performance.now()
  const response = await next()
  const query = url.search === '' ? [] : [...url.searchParams.keys()]
  const path = isReadable ? url.pathname : null
  const ms = Math.round(performance.now() - started)
  log[PROBES.has(url.pathname) ? 'debug' : 'info']({ method, path, query, status: response.status, ms }, 'request')
  return response
}

/** An error that nothing below caught becomes a code and the reference of its log line. */
export const catchErrors: Step = async (_request, _context, next) => {
  try {
    return await next()
  } catch (error) {
    return answerFailure(error)
  }
}
