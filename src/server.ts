/** Answers one request. Development (Vite) and production (main.ts) serve this same entry. */
import { randomBytes } from 'node:crypto'
import handler, { createServerEntry } from '@tanstack/react-start/server-entry'
import { stampClientAddress } from '~/auth/client-address.server'
import { isHttps } from '~/auth/cookies.server'
import { withSafeLocation } from '~/auth/outgoing-redirect.server'
import { PROVIDER_ORIGINS } from '~/auth/providers.server'
import { WIDGET_ORIGINS } from '~/auth/turnstile.server'
import { env } from '~/env.server'
import { boundedRequest, isCall } from '~/lib/bounded-request'
import { contentSecurityPolicy } from '~/lib/content-security-policy'
import { log } from '~/lib/log.server'
import { type RequestScope, inScope, newRequestId } from '~/lib/request-scope.server'
import { REFUSAL_HEADER, withResponseHeaders } from '~/lib/response-headers'
import { localeOf } from '~/messages/locale.server'

log.level = env().logLevel

/** 144 bits: a UUID has 122. */
const NONCE_BYTES = 18
/** Asked every few seconds by whatever keeps the process alive. */
const PROBES = new Set(['/healthz', '/readyz'])

export default createServerEntry({
  fetch(request: Request & { ip?: string }) {
    stampClientAddress(request, request.ip, env().trustedProxyHops)
    // Vite's own scripts and styles carry no nonce: development has no policy.
    const nonce = import.meta.env.DEV ? null : randomBytes(NONCE_BYTES).toString('base64url')
    const scope = { id: newRequestId(), locale: localeOf(request), nonce, isWithoutDatabase: false }
    return inScope(scope, () => answer(request, scope))
  },
})

async function answer(request: Request, { id, nonce }: RequestScope & { id: string }): Promise<Response> {
  const started = performance.now()
  const bounded = await boundedRequest(request)
  const made = bounded instanceof Response ? bounded : await handler.fetch(bounded)
  const pagePolicy = nonce === null ? null : contentSecurityPolicy(nonce, isHttps(), PROVIDER_ORIGINS, WIDGET_ORIGINS)
  const onSite = withSafeLocation(request, refuseMalformedCall(request, made))
  const response = withResponseHeaders(request, onSite, { isHttps: isHttps(), pagePolicy })
  response.headers.set('x-request-id', id)
  logRequest(request, response.status, performance.now() - started)
  return response
}

/**
 * A call that the framework could not decode, or whose function does not exist, never reached a guard. It answers
 * 500 with the parser's own words; ours is a plain 400.
 */
function refuseMalformedCall(request: Request, response: Response): Response {
  if (!isCall(request) || response.status !== 500 || response.headers.has(REFUSAL_HEADER)) return response
  return Response.json({ code: 'invalid' }, { status: 400 })
}

/** The names of query parameters, never their values: an address may hold a token. */
function logRequest(request: Request, status: number, milliseconds: number) {
  const { pathname, searchParams } = new URL(request.url)
  const level = PROBES.has(pathname) ? 'debug' : 'info'
  log[level]({ method: request.method, path: pathname, query: [...searchParams.keys()], status, ms: Math.round(milliseconds) }, 'request')
}
