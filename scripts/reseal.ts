/** `npm run secrets:reseal`: encrypts with AUTH_SECRET what AUTH_OLD_SECRETS encrypted. */
import { reseal, resealedInWords } from '../src/auth/reseal.server.ts'
import { givenDatabaseUrl } from '../src/env.server.ts'
import { oldAuthSecrets } from '../src/env.secrets.ts'
import { orRefuse, ownSecret, refuse } from './checkout.ts'
import { openDatabase } from './database.ts'

const SECRET_BYTES = 32

const given = process.env.AUTH_SECRET || (orRefuse(givenDatabaseUrl) === null ? await ownSecret('auth-secret', SECRET_BYTES) : '')
if (given === '') refuse('AUTH_SECRET is missing: set it to the secret of the app that works on this database.')
const former = orRefuse(oldAuthSecrets)

const database = await openDatabase(() => {})
const resealed = await reseal(database.url, [given, ...former.filter((secret) => secret !== given)])
await database.stop()
console.log(resealedInWords(resealed))
process.exitCode = resealed.unreadable === 0 ? 0 : 1
