/** Answers one request. Development (Vite) and production (main.ts) serve this same entry. */
import { env } from './env.server.ts'
import { handleRequest } from '#http/pipeline.server.ts'
import { log } from '#lib/log.server.ts'

log.level = env().logLevel

export default { fetch: handleRequest }
