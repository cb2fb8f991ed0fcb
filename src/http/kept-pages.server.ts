/**
 * The public pages that are the same for every stranger, rendered once and then given to each with a nonce of their own.
 * What such a page depends on is its path, its language and its theme, and a request that holds anything else which a page
 * could look at is rendered as any other: a query, a cookie that we do not name here, another verb (decision 024).
 */
import { forcedTheme } from '~/lib/theme'
import { TextResponse, textOf } from '~/lib/text-response.server'
import { FAILED_PART } from './render-page.server'

const PATHS: ReadonlySet<string> = new Set(['/', '/pricing', '/privacy', '/terms'])
/** Over https with the prefix. The last two are for forms, which these pages have none of. */
const COOKIES = new Set(['theme', 'locale', 'gatehouse.known_device'].flatMap((name) => [name, `__Host-${name}`]))
const PLAIN_VALUE = /^[\w.-]*$/

/** By path, language and theme: three dozen at most. Cut where the nonce stood. */
const pages = new Map<string, { pieces: string[]; headers: Record<string, string> }>()

/** Under which this request's page is kept; null where it may be this request's alone. */
export function keptUnder({ method, headers }: Request, { pathname, search }: URL, locale: string): string | null {
  if (method !== 'GET' || search !== '' || !PATHS.has(pathname)) return null
  if (!/text\/html|\*\/\*/.test(headers.get('accept') ?? '*/*')) return null
  const cookies = plainCookies(headers.get('cookie') ?? '')
  if (cookies === null) return null
  return [pathname, locale, forcedTheme(cookies.get('__Host-theme') ?? cookies.get('theme'))].join(' ')
}

export function keptPage(key: string, nonce: string): Response | null {
  const page = pages.get(key)
  return page === undefined ? null : new TextResponse(page.pieces.join(nonce), 200, page.headers)
}

/** The same page, kept if no part of it has failed and it says nothing to this visitor in particular. */
export function keepPage(key: string, nonce: string, page: Response): Response {
  const text = textOf(page)
  const isForAll = text !== null && !text.includes(FAILED_PART) && page.status === 200 && !page.headers.has('set-cookie')
  if (isForAll) pages.set(key, { pieces: text.split(nonce), headers: Object.fromEntries(page.headers) })
  return page
}

/** Null where one is there that may mean something to a page, or twice, or in no plain writing. */
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
