/**
 * The scripts of a page, asked for at once: else each would only be known of when another that needs it has come. They run
 * in any order, and only define; the entry, which starts the page, stands at the end of the body besides.
 */
import { preloadsByRoute } from 'tanstack-start-manifest:v'

const imports = new Map<string, string>()

/** `routeIds`: of the page, from the root on. A page that has no head of ours is left as it is. */
export function withScripts(html: string, routeIds: readonly string[], nonce: string): string {
  const head = html.indexOf('</head>')
  return head === -1
    ? html
    : `${html.slice(0, head)}<script type="module" nonce="${nonce}">${importsOf(routeIds)}</script>${html.slice(head)}`
}

function importsOf(routeIds: readonly string[]): string {
  const key = routeIds.join(' ')
  const known = imports.get(key)
  if (known !== undefined) return known
  const files = new Set(routeIds.flatMap((id) => preloadsByRoute[id] ?? []))
  const made = [...files].map((file) => `import${JSON.stringify(file)}`).join(';')
  imports.set(key, made)
  return made
}
