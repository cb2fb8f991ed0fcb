/** While `npm run dev` runs, the route tree follows the list of features: one that is added or removed needs no restart. */
import type { Plugin } from 'vite'
import { mountedRoutes } from '../../src/app/routes.ts'

type Generator = { config: object; run: () => Promise<void> }

/** The list, and the folders that it mounts. */
const CONCERNS_ROUTES = /[\\/]features[\\/](index\.ts$|[^\\/]+[\\/]routes[\\/])/

/** `ofRouter` is a plugin of the route generator, `ofVite` one of Vite. */
export function featureRoutes(src?: string) {
  let generator: Generator | undefined
  return {
    ofRouter: {
      name: 'gatehouse:feature-routes',
      init(start: { generator: Generator }) {
        generator = start.generator
        Object.defineProperty(generator.config, 'virtualRouteConfig', { get: () => mountedRoutes(src) })
      },
    },
    ofVite: {
      name: 'gatehouse:feature-routes',
      async watchChange(file) {
        // Two routes of one path, for example: the next edit may fix it.
        if (CONCERNS_ROUTES.test(file)) await generator?.run().catch((error: Error) => this.warn(error.message))
      },
    } satisfies Plugin,
  }
}
