/** `node dist/server/cli.js COMMAND`: the CLI of a build. In a checkout it is `npm run cli -- COMMAND` (`scripts/cli.ts`). */
import { fileURLToPath } from 'node:url'
import { useProduction } from './boot.server'
import { runCli } from './commands.server'
import { authSecrets, env } from './env.server'

useProduction()
process.exitCode = await runCli(process.argv.slice(2), {
  program: 'node dist/server/cli.js',
  root: fileURLToPath(new URL('../..', import.meta.url)),
  databaseUrl: async () => env().databaseUrl,
  authSecrets: async () => authSecrets(),
})
