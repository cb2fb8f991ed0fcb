/** Answers one request. Development (Vite) and production (main.ts) serve this same entry. */
import '#features/index.server.ts'
import '#features/index.ts'
import { env } from '#platform/config/env.server.ts'
import { handleRequest } from '#app/http/pipeline.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { adviseBy } from '#platform/observability/report-error.server.ts'

log.level = env().logLevel
if (import.meta.env.DEV) adviseBy((await import('#platform/db/schema-advice.server.ts')).adviseOnSchema)

export default { fetch: handleRequest }
