/** `node dist/server/backup-main.js FILE`: what `npm run backup` does, where only the build is at hand. `-` is standard output. */
import { version } from '../package.json'
import { runBackup } from './backup/command.server'
import { requireReadyDatabase, useProduction } from './boot.server'
import { env } from './env.server'

useProduction()
const { databaseUrl } = env()
await requireReadyDatabase(databaseUrl)
process.exitCode = await runBackup(databaseUrl, version, process.argv.slice(2))
