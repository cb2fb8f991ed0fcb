import type { Plugin } from 'vite'

const TREE = /\/src\/routeTree\.build\.gen\.ts$/
const ROUTE = /\/src\/routes\/[^?]+\.tsx?$/
const PATH = /\bcreateFileRoute\((['"])[^'"]+\1\)/
const PLACE = /\bid: ("[^"]+"),\s+path: \1/g
const CHILDREN = /(const \w+Children) = \{([\w\s:,]+)\}/g
const NAME = /\w+: /g

/**
 * What names a route three times over is for the eyes of TypeScript: its path where it is made, which nothing reads; its id
 * where that is its path, as the router takes it to be; and its name among its parent's children, who are a list to it. The
 * browser's copies go without, an eighth of the entry.
 */
export function leanRoutes(): Plugin {
  return {
    name: 'gatehouse:lean-routes',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      const leaner = (text: string, what: RegExp, how: (...found: string[]) => string): string => {
        const changed = text.replace(what, how)
        if (changed === text) this.error(`${id} is not written as it was: see scripts/vite/lean-routes.ts.`)
        return changed
      }
      if (ROUTE.test(id) && code.includes('createFileRoute(')) return { code: leaner(code, PATH, () => 'createFileRoute()'), map: null }
      if (!TREE.test(id)) return null
      const placed = leaner(code, PLACE, (_all, path) => `path: ${path}`)
      return { code: leaner(placed, CHILDREN, (_all, start, children = '') => `${start} = [${children.replace(NAME, '')}]`), map: null }
    },
  }
}
