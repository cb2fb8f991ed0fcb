/** `npm run backup -- FILE`: all data of DATABASE_URL, or of the embedded database, while the app may run. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runBackup } from '../src/backup/command.server.ts'
import { findUnreadiness } from '../src/jobs/install.server.ts'
import { MIGRATIONS, ROOT, refuse } from './checkout.ts'
import { openDatabase } from './database.ts'

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const database = await openDatabase(() => {})
const problem = await findUnreadiness(database.url, JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8')))
process.exitCode = problem === null ? await runBackup(database.url, String(version), process.argv.slice(2)) : 1
await database.stop()
if (problem !== null) refuse(problem)
