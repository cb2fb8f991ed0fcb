/** `npm run admin -- someone@example.com`: makes them an administrator; with `--revoke` they are one no longer. */
import { readAdminChange, setAdmin } from '../src/auth/admin.server.ts'
import { givenDatabaseUrl } from '../src/env.server.ts'
import { orRefuse, ownSecret, refuse } from './checkout.ts'
import { openDatabase } from './database.ts'

const SECRET_BYTES = 32

const change = readAdminChange(process.argv.slice(2))
if (typeof change === 'string') refuse(change)
// The event is sealed with the app's secret: another one would break the chain that `npm run audit:verify` follows.
const given = process.env.AUTH_SECRET || (orRefuse(givenDatabaseUrl) === null ? await ownSecret('auth-secret', SECRET_BYTES) : '')
if (given === '') refuse('AUTH_SECRET is missing: set it to the secret of the app that works on this database.')

const database = await openDatabase(console.log)
const { isDone, line } = await setAdmin(database.url, given, change)
await database.stop()
if (!isDone) refuse(line)
console.log(line)
