/** The production process: checks the settings and the database, then serves. */
import { requireReadyDatabase, useProduction } from './boot.server.ts'
import { env } from '#platform/config/env.server.ts'
import { log } from '#platform/observability/log.server.ts'

useProduction()
const { logLevel, databaseUrl } = env()
log.level = logLevel
const ready = requireReadyDatabase(databaseUrl)
// Loaded while Postgres answers. A problem with the database is reported before an error that follows from it.
const { serveWhen } = await import('./serve.server.ts').catch(async (error: unknown) => {
  await ready
  throw error
})
await serveWhen(ready)
