/**
 * Pages that are the same for every anonymous visitor, rendered once for each language and theme (decision 024). A page is
 * cached only if its route declares `staticData: { cachedForEveryone: true }`. A request is served from the cache only if
 * nothing in it could change the page: a query, an unknown cookie or another method makes it a request like any other.
 */
import { forcedTheme } from '#ui/theme.ts'
import { TextResponse, textOf } from '#platform/http/text-response.server.ts'
import { routeTree } from '#routeTree.gen.ts'
import { FAILED_PART } from './render-page.server.tsx'
import type { RequestContext, Step } from '#platform/http/step.ts'

/** Only routes directly below the root: a layout's guard depends on the visitor. */
const PATHS = new Set<string>(
  Object.values(routeTree.children ?? {}).flatMap(({ options }) => (options.staticData?.cachedForEveryone ? [options.path] : [])),
)
/** Over https with the prefix. The last two are for forms, which these pages do not have. */
const COOKIES = new Set(['theme', 'locale', 'gatehouse.known_device'].flatMap((name) => [name, `__Host-${name}`]))
const PLAIN_VALUE = /^[\w.-]*$/

/** By path, language and theme: three dozen at most. Split at the nonce, of which each response gets a new one. */
const pages = new Map<string, { pieces: string[]; headers: [string, string][] }>()

export const servePageFromCache: Step = async (request, context, next) => {
  const key = cacheKey(request, context)
  const nonce = context.scope?.nonce ?? null
  // Development has no nonce, and caches nothing.
  if (key === null || nonce === null) return next()
  const cached = pages.get(key)
  if (cached !== undefined) return new TextResponse(cached.pieces.join(nonce), { headers: cached.headers })
  const page = await next()
  const text = textOf(page)
  const isForEveryone = text !== null && !text.includes(FAILED_PART) && page.status === 200 && !page.headers.has('set-cookie')
  if (isForEveryone) pages.set(key, { pieces: text.split(nonce), headers: [...page.headers] })
  return page
}

/** Null if the page may be for this visitor alone. */
function cacheKey({ method, headers }: Request, { url: { pathname, search }, scope }: RequestContext): string | null {
  if (method !== 'GET' || search !== '' || !PATHS.has(pathname) || scope === null) return null
  if (!/text\/html|\*\/\*/.test(headers.get('accept') ?? '*/*')) return null
  const cookies = plainCookies(headers.get('cookie') ?? '')
  if (cookies === null) return null
  return [pathname, scope.locale, forcedTheme(cookies.get('__Host-theme') ?? cookies.get('theme'))].join(' ')
}

/** Null if a cookie is unknown, is there twice or has an unusual value. */
function plainCookies(header: string): Map<string, string> | null {
  const cookies = new Map<string, string>()
  for (const pair of header === '' ? [] : header.split('; ')) {
    const equals = pair.indexOf('=')
    const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)]
    if (equals === -1 || !COOKIES.has(name) || cookies.has(name) || !PLAIN_VALUE.test(value)) return null
    cookies.set(name, value)
  }
  return cookies
}
