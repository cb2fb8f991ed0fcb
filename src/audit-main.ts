/** `node dist/server/audit-main.js verify` or `export`: what `npm run audit:verify` does, where only the build is at hand. */
import { refuse, requireReadyDatabase, useProduction } from './boot.server'
import { env } from './env.server'
import { readCommand, runCommand } from './events/audit-command.server'

useProduction()
const command = readCommand(process.argv.slice(2))
if (typeof command === 'string') refuse(command)
const { databaseUrl, authSecret } = env()
await requireReadyDatabase(databaseUrl)
process.exitCode = await runCommand(command, databaseUrl, authSecret, write)

function write(text: string): Promise<void> {
  return new Promise((resolve) => void process.stdout.write(text, () => resolve()))
}
