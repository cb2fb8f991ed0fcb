/** The password of a person who is signed in, asked once more. A stolen session must not make it easier to guess than sign-in does. */
import { db } from '~/db/client.server'
import { passwordHashOf } from './credentials.server'
import { verifyPassword } from './password.server'
import { sourceOf } from './source.server'
import { countTry, forgetTries } from './tries.server'

const TRIES_OF_ACCOUNT = { max: 10, windowMinutes: 15 }
const TRIES_OF_ADDRESS = { max: 30, windowMinutes: 15 }

/** Whether this is their password. Every page that asks shares one count. Throws FormProblem when there are no more tries. */
export async function isOwnPassword(userId: string, password: string, request: Request): Promise<boolean> {
  const account = `confirm:${userId}`
  await countTry(`confirm:address:${sourceOf(request).ipAddress}`, TRIES_OF_ADDRESS)
  await countTry(account, TRIES_OF_ACCOUNT)
  const hash = await passwordHashOf(db, userId)
  if (hash === null || !(await verifyPassword({ hash, password }))) return false
  await forgetTries(account)
  return true
}
