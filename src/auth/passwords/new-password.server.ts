import { shownEmail } from '#platform/email/shown-email.server.ts'
import { isBreached } from './breached-passwords.server.ts'
import { type PasswordOwner, type PasswordProblem, passwordProblem } from './password-policy.ts'

/** Null when it may be chosen: by our own rules first, which ask nobody. */
export async function newPasswordProblem(password: string, owner: PasswordOwner): Promise<PasswordProblem | 'password_breached' | null> {
  const known = { email: shownEmail(owner.email), name: owner.name }
  return (await passwordProblem(password, known)) ?? ((await isBreached(password)) ? 'password_breached' : null)
}
