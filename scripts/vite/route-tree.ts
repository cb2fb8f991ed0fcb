/** The route tree is written by the generator of the Start plugin, which only prints its errors and keeps the tree of before. */
import type { Plugin, ResolvedConfig } from 'vite'

type Generator = { run: () => Promise<void> }

const NAME = 'gatehouse:route-tree'

/** `ofRouter` is a plugin of the generator, `ofVite` one of Vite: together they let `writeRouteTree` run the generator again. */
export function routeTree() {
  let generator: Generator | undefined
  return {
    ofRouter: { name: NAME, init: (start: { generator: Generator }) => void (generator = start.generator) },
    ofVite: { name: NAME, api: { write: async () => generator?.run() } } satisfies Plugin,
  }
}

/** Throws what the generator only prints: two routes of one path, for example. */
export async function writeRouteTree({ plugins }: ResolvedConfig): Promise<void> {
  const plugin = plugins.find(({ name }) => name === NAME)
  if (plugin === undefined) throw new Error(`The Vite config lacks ${NAME}.`)
  await plugin.api.write()
}
