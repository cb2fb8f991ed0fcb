/** `npm run ban -- someone@example.com`: ends their sessions and lets nobody in as them; with `--lift` they may sign in again. */
import { readBan, setBan } from '../src/auth/ban.server.ts'
import { givenDatabaseUrl } from '../src/env.server.ts'
import { orRefuse, ownSecret, refuse } from './checkout.ts'
import { openDatabase } from './database.ts'

const SECRET_BYTES = 32

const ban = readBan(process.argv.slice(2))
if (typeof ban === 'string') refuse(ban)
// The event is sealed with the app's secret: another one would break the chain that `npm run audit:verify` follows.
const given = process.env.AUTH_SECRET || (orRefuse(givenDatabaseUrl) === null ? await ownSecret('auth-secret', SECRET_BYTES) : '')
if (given === '') refuse('AUTH_SECRET is missing: set it to the secret of the app that works on this database.')

const database = await openDatabase(console.log)
const { isFound, line } = await setBan(database.url, given, ban)
await database.stop()
if (!isFound) refuse(line)
console.log(line)
