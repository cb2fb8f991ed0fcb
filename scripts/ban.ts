/** `npm run ban -- someone@example.com`: ends their sessions and lets nobody in as them; with `--lift` they may sign in again. */
import { readBan, setBan } from '../src/auth/ban.server.ts'
import { refuse } from './checkout.ts'
import { openDatabase, secretOfApp } from './database.ts'

const ban = readBan(process.argv.slice(2))
if (typeof ban === 'string') refuse(ban)
const secret = await secretOfApp()

const database = await openDatabase(console.log)
const { isFound, line } = await setBan(database.url, secret, ban)
await database.stop()
if (!isFound) refuse(line)
console.log(line)
