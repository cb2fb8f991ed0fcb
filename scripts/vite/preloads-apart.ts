import type { Plugin } from 'vite'

const MANIFEST = '\0tanstack-start-manifest:v'

/**
 * Takes the lists of scripts by route out of what the router knows of a build, and exports them apart. It would write a
 * `<link>` for each file of a page, as elements of React's, and send the lists along once more for the browser to write the
 * same: an eighth of the time that a page takes. `src/http/page-scripts.server.ts` writes them in one piece.
 */
export function preloadsApart(): Plugin {
  return {
    name: 'gatehouse:preloads-apart',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform(code, id) {
      if (id !== MANIFEST) return null
      const whole = code.replace('export const tsrStartManifest = ', 'const whole = ')
      if (whole === code) this.error('TanStack Start writes its manifest in another way now: see scripts/vite/preloads-apart.ts.')
      return { code: `${whole}\n${APART}`, map: null }
    },
  }
}

const APART = `
export const tsrStartManifest = () => {
  const { routes, ...rest } = whole()
  return { ...rest, routes: Object.fromEntries(Object.entries(routes).map(([id, { preloads, ...route }]) => [id, route])) }
}
export const preloadsByRoute = Object.fromEntries(Object.entries(whole().routes).map(([id, { preloads = [] }]) => [id, preloads]))
`
