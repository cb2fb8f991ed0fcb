/** `npm run audit:verify` and `npm run audit:export`, on DATABASE_URL or the embedded database. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCommand, runCommand } from '../src/events/audit-command.server.ts'
import { findUnreadiness } from '../src/jobs/install.server.ts'
import { MIGRATIONS, refuse } from './checkout.ts'
import { openDatabase, secretOfApp } from './database.ts'

const command = readCommand(process.argv.slice(2))
if (typeof command === 'string') refuse(command)
const secret = await secretOfApp()

const database = await openDatabase(() => {})
const problem = await findUnreadiness(database.url, JSON.parse(await readFile(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')))
if (problem !== null) {
  await database.stop()
  refuse(problem)
}
process.exitCode = await runCommand(command, database.url, secret, write)
await database.stop()

function write(text: string): Promise<void> {
  return new Promise((resolve) => void process.stdout.write(text, () => resolve()))
}
