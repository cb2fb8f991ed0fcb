/** `npm run build`: `vite build` of the current folder, then the end. The message compiler leaves timers of 30 s behind. */
import { createBuilder } from 'vite'

const builder = await createBuilder({ root: process.cwd(), logLevel: process.argv.includes('--quiet') ? 'warn' : 'info' })
await builder.buildApp()
process.exit(0)
