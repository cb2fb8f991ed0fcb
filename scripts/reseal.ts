/** `npm run secrets:reseal`: encrypts with AUTH_SECRET what AUTH_OLD_SECRETS encrypted. */
import { reseal, resealedInWords } from '../src/auth/reseal.server.ts'
import { oldAuthSecrets } from '../src/env.secrets.ts'
import { orRefuse } from './checkout.ts'
import { openDatabase, secretOfApp } from './database.ts'

const secret = await secretOfApp()
const former = orRefuse(oldAuthSecrets)

const database = await openDatabase(() => {})
const resealed = await reseal(database.url, [secret, ...former.filter((old) => old !== secret)])
await database.stop()
console.log(resealedInWords(resealed))
process.exitCode = resealed.unreadable === 0 ? 0 : 1
