/** `npm run cli -- COMMAND`: on the database of DATABASE_URL, or on the embedded one, which runs as long as the command. */
import { runCli } from '#app/commands.server.ts'
import { oldAuthSecrets } from '#platform/config/env.secrets.ts'
import { givenDatabaseUrl } from '#platform/config/env.server.ts'
import { ROOT, orRefuse, refuse } from './checkout.ts'
import { openDatabase, secretOfApp } from './database.ts'

let stopDatabase = async () => {}

const code = await runCli(process.argv.slice(2), {
  program: 'npm run cli --',
  root: ROOT,
  async databaseUrl() {
    // In production, a command must not succeed on an unused embedded database.
    if (process.env.NODE_ENV === 'production' && orRefuse(givenDatabaseUrl) === null)
      refuse('DATABASE_URL is missing: with NODE_ENV=production there is no embedded database.')
    const database = await openDatabase(console.error)
    stopDatabase = database.stop
    return database.url
  },
  async authSecrets() {
    const secret = await secretOfApp()
    return [secret, ...orRefuse(oldAuthSecrets).filter((old) => old !== secret)]
  },
}).finally(() => stopDatabase())
process.exitCode = code
