/** `node dist/server/reseal-main.js`: what `npm run secrets:reseal` does, where only the build is at hand. */
import { reseal, resealedInWords } from './auth/reseal.server'
import { requireReadyDatabase, useProduction } from './boot.server'
import { authSecrets, env } from './env.server'

useProduction()
const { databaseUrl } = env()
await requireReadyDatabase(databaseUrl)
const resealed = await reseal(databaseUrl, authSecrets())
console.log(resealedInWords(resealed))
process.exitCode = resealed.unreadable === 0 ? 0 : 1
