/**
 * The route tree is made of the folders that `src/features/index.ts` lists. The Start plugin asks for them once, prints errors
 * and keeps the tree of before; here a build throws them, and while `npm run dev` runs the tree follows the list.
 */
import { join } from 'node:path'
import type { Plugin, ResolvedConfig } from 'vite'
import { mountedRoutes } from '../../src/app/routes.ts'

type Generator = { config: object; run: () => Promise<void> }

/** A build has its own tree, without the routes in folders `dev`: those pages are absent, not hidden. */
export const BUILT_TREE = { routeFileIgnorePattern: '^dev$', generatedRouteTree: 'routeTree.build.gen.ts' }
const BUILT_TREE_FILE = join(import.meta.dirname, '../../src', BUILT_TREE.generatedRouteTree)

const NAME = 'gatehouse:route-tree'
/** The list, and the folders that it mounts. */
const CONCERNS_ROUTES = /[\\/]features[\\/](index\.ts$|[^\\/]+[\\/]routes[\\/])/

/** `ofRouter` is a plugin of the route generator, `ofVite` one of Vite. */
export function routeTree(src?: string) {
  let generator: Generator | undefined
  const ofRouter = {
    name: NAME,
    init(start: { generator: Generator }) {
      generator = start.generator
      Object.defineProperty(generator.config, 'virtualRouteConfig', { get: () => mountedRoutes(src) })
    },
  }
  const ofVite = {
    name: NAME,
    config: (_, { command }) => (command === 'build' ? { resolve: { alias: { '#routeTree.gen.ts': BUILT_TREE_FILE } } } : {}),
    api: { write: async () => generator?.run() },
    async watchChange(file) {
      // Two routes of one path, for example: the next edit may fix it.
      if (CONCERNS_ROUTES.test(file)) await generator?.run().catch((error: Error) => this.warn(error.message))
    },
  } satisfies Plugin
  return { ofRouter, ofVite }
}

/** Throws what the generator only prints: two routes of one path, for example. */
export async function writeRouteTree({ plugins }: ResolvedConfig): Promise<void> {
  const plugin = plugins.find(({ name }) => name === NAME)
  if (plugin === undefined) throw new Error(`The Vite config lacks ${NAME}.`)
  await plugin.api.write()
}
