/** Leads people who opened this app at another name of its machine to APP_URL, where its forms and cookies work. */
import { env } from '#platform/config/env.server.ts'

/** Asked by programs, at whatever address reaches this process. */
const FOR_PROGRAMS = /^\/(api|_serverFn|avatar|\.well-known|healthz|readyz|robots\.txt|sitemap\.xml)(\/|$)/

/** Any of them shows that a proxy forwarded the request, and then Host may be the proxy's internal name for this process. */
const OF_PROXIES = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

/**
 * How often people are led away before one of them is seen at APP_URL. Where a proxy rewrites the host, nobody ever is: each
 * redirect comes back with the same host, and without this count would be the next of a loop.
 */
const MAX_REDIRECTS_IN_A_ROW = 10
let redirectsInARow = 0

/** Null where the request is at the right address, is not a browser's for a page, or the host that the browser shows is not known. */
export function redirectToOwnAddress(request: Request, { pathname, search }: URL): Response | null {
  if (!isNavigation(request) || FOR_PROGRAMS.test(pathname)) return null
  const { appUrl, trustedProxyHops } = env()
  const host = hostInBrowser(request.headers, trustedProxyHops)
  if (host === null) return null
  const isHere = nameOf(host) === new URL(appUrl).hostname
  if (isHere) redirectsInARow = 0
  if (isHere || redirectsInARow === MAX_REDIRECTS_IN_A_ROW) return null
  redirectsInARow += 1
  // Never to a host from the request, and 307 with `no-store`, so that no cache keeps what a setting decides.
  return new Response(null, { status: 307, headers: { location: appUrl + pathname + search, 'cache-control': 'no-store' } })
}

/**
 * Browsers say `navigate`, or on plain http nothing at all, and that they want a page: health checks and programs that take
 * anything are answered where they ask.
 */
function isNavigation({ method, headers }: Request): boolean {
  const mode = headers.get('sec-fetch-mode')
  const isPage = mode === null ? headers.get('accept')?.includes('text/html') === true : mode === 'navigate'
  return isPage && (method === 'GET' || method === 'HEAD')
}

/** Behind proxies Host may be rewritten on the way, so that only what the trusted ones report counts. */
function hostInBrowser(headers: Headers, trustedHops: number): string | null {
  if (trustedHops === 0) return OF_PROXIES.some((name) => headers.has(name)) ? null : headers.get('host')
  const reported = headers.get('x-forwarded-host')?.split(',') ?? []
  return reported.slice(-trustedHops)[0]?.trim() || null
}

/** Without the port, which some proxies leave out. */
const nameOf = (host: string) => host.replace(/:\d+$/, '').toLowerCase()
