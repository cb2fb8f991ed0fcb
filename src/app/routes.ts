import { physical, rootRoute } from '@tanstack/virtual-file-routes'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SRC = join(import.meta.dirname, '..')
/** As text: the list itself imports icons and messages, which are generated later than the route tree. */
const LISTED = /^import .* from '\.\/([\w-]+)\/feature\.ts'$/gm

/** The frame, `src/routes`, and below the same root the folder `routes` of each feature that `src/features/index.ts` lists. */
export function mountedRoutes(src = SRC) {
  const list = readFileSync(join(src, 'features/index.ts'), 'utf8').replaceAll('\r\n', '\n')
  const folders = [...list.matchAll(LISTED)].map(([, name]) => `features/${name}/routes`)
  const mounted = folders.filter((folder) => existsSync(join(src, folder)))
  return rootRoute('__root.tsx', [physical('.'), ...mounted.map((folder) => physical(`../${folder}`))])
}
