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
      const changed = TREE.test(id) ? lean(code) : ROUTE.test(id) ? code.replace(PATH, 'createFileRoute()') : null
      if (changed === code && TREE.test(id))
        this.error('TanStack Router writes its tree in another way now: see scripts/vite/lean-routes.ts.')
      return changed === null ? null : { code: changed, map: null }
    },
  }
}

const lean = (tree: string) =>
  tree.replace(PLACE, 'path: $1').replace(CHILDREN, (_all, start: string, children: string) => `${start} = [${children.replace(NAME, '')}]`)
