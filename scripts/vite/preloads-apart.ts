import type { Plugin } from 'vite'

const MANIFEST = '\0tanstack-start-manifest:v'

/**
 * Takes a page's scripts out of what the router knows of a build, and exports them apart. It would write a `<link>` for each
 * file of a page, as elements of React's, and send the lists along once more for the browser to write the same: an eighth of
 * the time that a page takes. And it knows nothing of languages. `src/http/page-scripts.server.ts` writes them in one piece.
 */
export function preloadsApart(): Plugin {
  return {
    name: 'gatehouse:preloads-apart',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform(code, id) {
      if (id !== MANIFEST) return null
      const whole = code.replace('export const tsrStartManifest = ', 'const whole = ')
      if (whole === code) this.error('TanStack Start writes its manifest in another way now: see scripts/vite/preloads-apart.ts.')
      // In development the pages have no nonce, and the router writes its own.
      return {
        code: `${whole}\n${APART}${this.environment.config.command === 'build' ? WITHOUT : 'export const tsrStartManifest = whole'}`,
        map: null,
      }
    },
  }
}

const APART = `
const { routes, ...rest } = whole()
export const preloadsByRoute = Object.fromEntries(Object.entries(routes).map(([id, { preloads = [] }]) => [id, preloads]))
export const [entry] = routes.__root__.scripts.map(({ attrs }) => attrs.src)
if (routes.__root__.scripts.length !== 1) throw new Error('TanStack Start names several scripts for every page now: see scripts/vite/preloads-apart.ts.')
`

const WITHOUT = `
const others = Object.fromEntries(Object.entries(routes).map(([id, { preloads, scripts, ...route }]) => [id, route]))
export const tsrStartManifest = () => ({ ...rest, routes: others })
`
