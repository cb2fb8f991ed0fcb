/** `node dist/server/admin-main.js someone@example.com`, or with `--revoke`: what `npm run admin` does, where only the build is at hand. */
import { readAdminChange, setAdmin } from './auth/admin.server'
import { refuse, useProduction } from './boot.server'
import { env } from './env.server'

useProduction()
const change = readAdminChange(process.argv.slice(2))
if (typeof change === 'string') refuse(change.replaceAll('npm run admin --', 'node dist/server/admin-main.js'))
const { databaseUrl, authSecret } = env()
const { isDone, line } = await setAdmin(databaseUrl, authSecret, change)
if (!isDone) refuse(line)
console.log(line)
