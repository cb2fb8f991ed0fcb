/** `node dist/server/ban-main.js someone@example.com`, or with `--lift`: what `npm run ban` does, where only the build is at hand. */
import { readBan, setBan } from './auth/ban.server'
import { refuse, useProduction } from './boot.server'
import { env } from './env.server'

useProduction()
const ban = readBan(process.argv.slice(2))
if (typeof ban === 'string') refuse(ban.replaceAll('npm run ban --', 'node dist/server/ban-main.js'))
const { databaseUrl, authSecret } = env()
const { isFound, line } = await setBan(databaseUrl, authSecret, ban)
if (!isFound) refuse(line)
console.log(line)
