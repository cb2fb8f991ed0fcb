/** `npm run admin -- someone@example.com`: makes them an administrator; with `--revoke` they are one no longer. */
import { readAdminChange, setAdmin } from '../src/auth/admin.server.ts'
import { refuse } from './checkout.ts'
import { openDatabase, secretOfApp } from './database.ts'

const change = readAdminChange(process.argv.slice(2))
if (typeof change === 'string') refuse(change)
const secret = await secretOfApp()

const database = await openDatabase(console.log)
const { isDone, line } = await setAdmin(database.url, secret, change)
await database.stop()
if (!isDone) refuse(line)
console.log(line)
