/** `npm run audit:verify` and `npm run audit:export`, on DATABASE_URL or the embedded database. */
import { readCommand, runCommand } from '../src/events/audit-command.server.ts'
import { givenDatabaseUrl } from '../src/env.server.ts'
import { orRefuse, ownSecret, refuse } from './checkout.ts'
import { openDatabase } from './database.ts'

const SECRET_BYTES = 32

const command = readCommand(process.argv.slice(2))
if (typeof command === 'string') refuse(command)
// What was sealed with another secret does not hold: the embedded database has the one of this checkout.
const secret = process.env.AUTH_SECRET || (orRefuse(givenDatabaseUrl) === null ? await ownSecret('auth-secret', SECRET_BYTES) : '')
if (secret === '') refuse('AUTH_SECRET is missing: set it to the secret of the app that works on this database.')

const database = await openDatabase(() => {})
process.exitCode = await runCommand(command, database.url, secret, (text) => process.stdout.write(text))
await database.stop()
