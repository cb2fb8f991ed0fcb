/** `npm run routes`: writes both route trees, as `npm run dev` and a build do. Fails where a build would have an old one. */
import { resolveConfig } from 'vite'
import { ROOT, refuse } from './checkout.ts'
import { writeRouteTree } from './vite/route-tree.ts'

for (const command of ['serve', 'build'] as const) {
  const config = await resolveConfig({ root: ROOT, logLevel: 'error' }, command)
  await writeRouteTree(config).catch((error: Error) => refuse(error.message))
}
process.exit(0)
