/** `npm run build`: `vite build` of the current folder, then the end. The message compiler leaves timers of 30 s behind. */
import { join } from 'node:path'
import { createBuilder } from 'vite'
import { precompress } from './precompress.ts'

const builder = await createBuilder({ root: process.cwd(), logLevel: process.argv.includes('--quiet') ? 'warn' : 'info' })
await builder.buildApp()
await precompress(join(process.cwd(), 'dist/client'))
process.exit(0)
