/** `node dist/server/migrate-main.js`: what `npm run db:migrate` does, where only the build is at hand. Several may run at once. */
import postgres from 'postgres'
import { fileURLToPath } from 'node:url'
import { refuse, useProduction } from './boot.server'
import { connectionProblem } from './db/connection-problem.server'
import { applyMigrations } from './db/migrations.server'
import { env } from './env.server'
import { installQueues } from './jobs/install.server'
import { log } from './lib/log.server'

const CONNECT_TIMEOUT_SECONDS = 5

useProduction()
const { databaseUrl, logLevel } = env()
log.level = logLevel

const sql = postgres(databaseUrl, { max: 1, connect_timeout: CONNECT_TIMEOUT_SECONDS, onnotice: () => {} })
await sql`select 1`.catch((error: unknown) => refuse(connectionProblem(error, databaseUrl)))
await applyMigrations(sql, fileURLToPath(new URL('../../drizzle', import.meta.url)))
await sql.end()
await installQueues(databaseUrl)
log.info('database up to date')
