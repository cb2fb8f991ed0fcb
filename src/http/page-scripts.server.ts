/**
 * The scripts of a page in its language, asked for at once: else each would only be known of when another that needs it has
 * come. They run in any order, and only define; the entry, which starts the page, stands at the end of the body besides.
 */
import { entry, preloadsByRoute } from 'tanstack-start-manifest:v'
import { type Locale, getLocale } from '~/messages/generated/runtime'

const imports = new Map<string, string>()

/** `routeIds`: of the page, from the root on. A page that has no head of ours is left as it is. */
export function withScripts(page: string, routeIds: readonly string[], nonce: string): string {
  const html = page.replace(readableNonce(nonce), '')
  const head = html.indexOf('</head>')
  const end = html.lastIndexOf('</body>')
  if (head === -1 || end === -1) return html
  const locale = getLocale()
  const all = `<script type="module" nonce="${nonce}">${importsOf(routeIds, locale)}</script>`
  const start = `<script type="module" async nonce="${nonce}" src="${inLanguage(entry, locale)}"></script>`
  return html.slice(0, head) + all + html.slice(head, end) + start + html.slice(end)
}

function importsOf(routeIds: readonly string[], locale: Locale): string {
  const key = [locale, ...routeIds].join(' ')
  const known = imports.get(key)
  if (known !== undefined) return known
  const files = new Set(routeIds.flatMap((id) => preloadsByRoute[id] ?? []))
  const made = [...files].map((file) => `import${JSON.stringify(inLanguage(file, locale))}`).join(';')
  imports.set(key, made)
  return made
}

/**
 * The router writes the nonce into a `meta` as well, for a router in the browser that adds scripts; ours adds none.
 * Browsers hide a `nonce` attribute from CSS, but not a `content`: an injected style could send it out bit by bit.
 */
const readableNonce = (nonce: string) => `<meta property="csp-nonce" content="${nonce}"/>`

/** As `scripts/vite/languages-apart.ts` writes them. */
const inLanguage = (file: string, locale: Locale) => file.replace('/assets/', `/assets/${locale}/`)
