/** Leads people who opened this app at another name of its machine to APP_URL, where its forms and cookies work. */
import { env } from '~/env.server'
import { cookieIn, hostCookie, httpOnlyCookie } from './cookies.server'

/** Asked by programs, at whatever address reaches this process. */
const FOR_PROGRAMS = /^\/(api|_serverFn|avatar|\.well-known|healthz|readyz|robots\.txt|sitemap\.xml)(\/|$)/

/** Any of them says that a proxy stands between, and then Host may be the name that the proxy knows this process by. */
const OF_PROXIES = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

/**
 * Says that this browser has just been redirected: if it is still not at APP_URL by what its request says, then a proxy
 * rewrites the host, and a second redirect would be the first of a loop.
 */
const REDIRECTED_COOKIE = 'gatehouse.redirected'
const REDIRECTED_TTL_SECONDS = 10

/** Null where the request is at the right address, is no page, or the host that the browser shows is not known. */
export function redirectToOwnAddress(request: Request, { pathname, search }: URL): Response | null {
  if (!isNavigation(request) || FOR_PROGRAMS.test(pathname)) return null
  const { appUrl, trustedProxyHops } = env()
  const host = hostInBrowser(request.headers, trustedProxyHops)
  if (host === null || nameOf(host) === new URL(appUrl).hostname) return null
  if (cookieIn(request.headers, REDIRECTED_COOKIE) !== null) return null
  const cookie = httpOnlyCookie(hostCookie(REDIRECTED_COOKIE), '1', REDIRECTED_TTL_SECONDS)
  // Never to a host from the request, and 307 with `no-store`, so that no cache keeps what a setting decides.
  const headers = { location: appUrl + pathname + search, 'set-cookie': cookie, 'cache-control': 'no-store' }
  return new Response(null, { status: 307, headers })
}

function isNavigation({ method, headers }: Request): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const mode = headers.get('sec-fetch-mode')
  return (mode === null || mode === 'navigate') && /text\/html|\*\/\*/.test(headers.get('accept') ?? '*/*')
}

/** Behind proxies Host may be rewritten on the way, so that only what the trusted ones report counts. */
function hostInBrowser(headers: Headers, trustedHops: number): string | null {
  if (trustedHops === 0) return OF_PROXIES.some((name) => headers.has(name)) ? null : headers.get('host')
  const reported = headers.get('x-forwarded-host')?.split(',') ?? []
  return reported.slice(-trustedHops)[0]?.trim() || null
}

/** Without the port, which some proxies leave out. */
const nameOf = (host: string) => host.replace(/:\d+$/, '').toLowerCase()
