import { env } from '#platform/config/env.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { PROVIDER_ORIGINS } from '#auth/providers/providers.server.ts'

/**
 * The last look at where an answer leads, whoever made it: this site, or a sign-in provider of this deployment.
 * A bug of a library cannot lead people elsewhere. `requestUrl`: what a relative address is relative to.
 */
export function safeTarget(target: string, requestUrl: string): string {
  const asked = new URL(requestUrl)
  const url = URL.parse(target, env().appUrl + asked.pathname)
  if (url !== null && (url.origin === env().appUrl || PROVIDER_ORIGINS.includes(url.origin))) return target
  // The framework's own redirects name the host that was asked for: behind a TLS proxy by http, and as the client wrote it.
  if (url !== null && url.origin === asked.origin) return env().appUrl + url.pathname + url.search + url.hash
  log.error({ path: asked.pathname, origin: url?.origin ?? null }, 'redirect off this site stopped')
  return '/'
}

/** For every answer that leaves. */
export function withSafeLocation(request: Request, response: Response): Response {
  const location = response.headers.get('location')
  if (location === null) return response
  const target = safeTarget(location, request.url)
  if (target === location) return response
  const headers = new Headers(response.headers)
  headers.set('location', target)
  return new Response(null, { status: response.status, headers })
}
