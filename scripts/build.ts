/** `npm run build`: `vite build` of the current folder, then the end. The message compiler leaves timers of 30 s behind. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createBuilder } from 'vite'
import { BUILT_FROM, hashSources } from './build-sources.ts'
import { precompress } from './precompress.ts'
import { writeRouteTree } from './vite/route-tree.ts'

const root = process.cwd()
const builtFrom = join(root, BUILT_FROM)
const sources = hashSources(root)
await rm(builtFrom, { force: true })
const builder = await createBuilder({ root, logLevel: process.argv.includes('--quiet') ? 'warn' : 'info' })
await writeRouteTree(builder.config)
await builder.buildApp()
await precompress(join(root, 'dist/client'))
if (sources !== null) await writeFile(builtFrom, sources)
process.exit(0)
