/** Answers one request. Development (Vite) and production (main.ts) serve this same entry. */
import { createServerEntry, createStartHandler } from '@tanstack/react-start/server'
import { answerFailure } from '~/auth/answer-failure.server'
import { stampClientAddress } from '~/auth/client-address.server'
import { isHttps } from '~/auth/cookies.server'
import { answerGetSession } from '~/auth/get-session.server'
import { withSafeLocation } from '~/auth/outgoing-redirect.server'
import { redirectToOwnAddress } from '~/auth/own-address.server'
import { PROVIDER_ORIGINS } from '~/auth/providers.server'
import { WIDGET_ORIGINS } from '~/auth/turnstile.server'
import { env } from '~/env.server'
import { answerHealth, answerReady } from '~/http/health.server'
import { observed } from '~/http/observed.server'
import { keepPage, keptPage, keptUnder } from '~/http/kept-pages.server'
import { renderPage, withPage } from '~/http/render-page.server'
import { boundedRequest, isCall } from '~/lib/bounded-request'
import { contentSecurityPolicy } from '~/lib/content-security-policy'
import { log } from '~/lib/log.server'
import { newNonce } from '~/lib/new-nonce.server'
import { type RequestScope, inScope, newRequestId } from '~/lib/request-scope.server'
import { REFUSAL_HEADER, withResponseHeaders } from '~/lib/response-headers.server'
import { localeOf } from '~/messages/locale.server'

log.level = env().logLevel

/** Asked every few seconds by whatever keeps the process alive. */
const PROBES = new Set(['/healthz', '/readyz'])

type Answering = (request: Request) => Response | Promise<Response>

/** Asked for so often, and so small, that finding their way through the router would be most of the work. Other verbs take that way. */
const STRAIGHT: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  ['GET /healthz', answerHealth],
  ['GET /readyz', answerReady],
  ['GET /api/auth/get-session', answerGetSession],
])

/** Answers what it cannot handle, too. */
const { fetch: routed } = createServerEntry({ fetch: createStartHandler(renderPage) })

export default createServerEntry({
  fetch(request: Request & { ip?: string }) {
    stampClientAddress(request, request.ip, env().trustedProxyHops)
    // Vite's own scripts and styles carry no nonce: development has no policy.
    const nonce = import.meta.env.DEV ? null : newNonce()
    const scope = { id: newRequestId(), locale: localeOf(request), nonce, isWithoutDatabase: false, path: null }
    return inScope(scope, () => observed(request, () => answer(request, scope)))
  },
})

async function answer(request: Request, scope: RequestScope & { id: string }): Promise<Response> {
  const { id, nonce } = scope
  const started = performance.now()
  const url = new URL(request.url)
  scope.path = url.pathname
  const made = await answered(request, url, scope)
  const pagePolicy = () => (nonce === null ? null : contentSecurityPolicy(nonce, isHttps(), PROVIDER_ORIGINS, WIDGET_ORIGINS))
  const onSite = withSafeLocation(request, refuseMalformedCall(url, made))
  const response = withResponseHeaders(request, onSite, { hsts: env().hsts, pagePolicy, requestId: id })
  logRequest(request.method, url, response.status, performance.now() - started)
  return response
}

async function answered(request: Request, url: URL, { locale, nonce }: RequestScope): Promise<Response> {
  const straight = STRAIGHT.get(`${request.method} ${url.pathname}`)
  if (straight !== undefined) return withoutFailure(request, straight)
  const elsewhere = redirectToOwnAddress(request, url)
  if (elsewhere !== null) return elsewhere
  const key = keptUnder(request, url, locale)
  // Development has no nonce, and keeps nothing.
  if (key === null || nonce === null) return asked(request, url)
  return keptPage(key, nonce) ?? keepPage(key, nonce, await asked(request, url))
}

async function asked(request: Request, url: URL): Promise<Response> {
  const bounded = await boundedRequest(request, url)
  return bounded instanceof Response ? bounded : withPage(bounded, await routed(bounded))
}

async function withoutFailure(request: Request, answering: Answering): Promise<Response> {
  try {
    return await answering(request)
  } catch (error) {
    return answerFailure(error)
  }
}

/**
 * A call that the framework could not decode, or whose function does not exist, never reached a guard. It answers
 * 500 with the parser's own words; ours is a plain 400.
 */
function refuseMalformedCall(url: URL, response: Response): Response {
  if (!isCall(url) || response.status !== 500 || response.headers.has(REFUSAL_HEADER)) return response
  return Response.json({ code: 'invalid' }, { status: 400 })
}

/** The names of query parameters, never their values: an address may hold a token. */
function logRequest(method: string, url: URL, status: number, milliseconds: number) {
  const level = PROBES.has(url.pathname) ? 'debug' : 'info'
  const query = url.search === '' ? [] : [...url.searchParams.keys()]
  log[level]({ method, path: url.pathname, query, status, ms: Math.round(milliseconds) }, 'request')
}
