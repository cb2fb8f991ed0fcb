/** Answers one request. Development (Vite) and production (main.ts) serve this same entry. */
import { env } from '~/env.server'
import { handleRequest } from '~/http/pipeline.server'
import { log } from '~/lib/log.server'

log.level = env().logLevel

export default { fetch: handleRequest }
