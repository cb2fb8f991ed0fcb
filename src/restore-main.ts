/** `node dist/server/restore-main.js FILE`: what `npm run restore` does, where only the build is at hand. */
import { fileURLToPath } from 'node:url'
import { runRestore } from './backup/command.server'
import { useProduction } from './boot.server'
import { env } from './env.server'

useProduction()
process.exitCode = await runRestore(env().databaseUrl, fileURLToPath(new URL('../../drizzle', import.meta.url)), process.argv.slice(2))
