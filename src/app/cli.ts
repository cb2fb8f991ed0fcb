/** `node dist/server/cli.js COMMAND`: the CLI of a build. In a checkout it is `npm run cli -- COMMAND` (`scripts/cli.ts`). */
import { fileURLToPath } from 'node:url'
import { useProduction } from './boot.server.ts'
import { runCli } from './commands.server.ts'
import { authSecrets, env } from '#platform/config/env.server.ts'

useProduction()
process.exitCode = await runCli(process.argv.slice(2), {
  program: 'node dist/server/cli.js',
  root: fileURLToPath(new URL('../..', import.meta.url)),
  databaseUrl: async () => env().databaseUrl,
  authSecrets: async () => authSecrets(),
})
