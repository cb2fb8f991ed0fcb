/** `node dist/server/migrate-main.js`: what `npm run db:migrate` does, where only the build is at hand. Several may run at once. */
import { fileURLToPath } from 'node:url'
import { refuse, useProduction } from './boot.server'
import { env } from './env.server'
import { prepareDatabase } from './jobs/install.server'
import { log } from './lib/log.server'

useProduction()
const { databaseUrl, logLevel } = env()
log.level = logLevel

const problem = await prepareDatabase(databaseUrl, fileURLToPath(new URL('../../drizzle', import.meta.url)))
if (problem !== null) refuse(problem)
log.info('database up to date')
