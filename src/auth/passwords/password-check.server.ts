/** The password of a person who is signed in, asked once more. A stolen session must not make it easier to guess than sign-in does. */
import { db } from '#platform/db/client.server.ts'
import { countTry, forgetTries, giveTryBack } from '#platform/rate-limits/count.server.ts'
import { clientNetwork } from '#auth/protection/client-address.server.ts'
import { passwordHashOf } from '#auth/sessions/credentials.server.ts'
import * as history from '#auth/history.server.ts'
import { refuseWhenFull, unlessBusy, verifyPassword } from './password.server.ts'

/** Whether this is their password. Every page that asks shares one count. Throws LimitReached when there are no more tries. */
export async function isOwnPassword(userId: string, password: string, request: Request): Promise<boolean> {
  refuseWhenFull()
  const network = clientNetwork(request)
  await countTry('password_again_from_address', network)
  await countTry('password_again', userId)
  const hash = await passwordHashOf(db, userId)
  const giveBack = () => Promise.all([giveTryBack('password_again_from_address', network), giveTryBack('password_again', userId)])
  if (hash === null || !(await unlessBusy(() => verifyPassword({ hash, password }), giveBack))) {
    history.stepUpFailed({ id: userId }, 'password', request)
    return false
  }
  await forgetTries('password_again', userId)
  // Many people may share an address. Only this one: who knows a password must not buy tries for guesses at others.
  await giveTryBack('password_again_from_address', network)
  return true
}
