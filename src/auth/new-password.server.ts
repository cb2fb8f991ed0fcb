import { isBreached } from './breached-passwords.server'
import { type PasswordOwner, type PasswordProblem, passwordProblem } from './password-policy'

/** Null when it may be chosen: by our own rules first, which ask nobody. */
export async function newPasswordProblem(password: string, owner: PasswordOwner): Promise<PasswordProblem | 'password_breached' | null> {
  return (await passwordProblem(password, owner)) ?? ((await isBreached(password)) ? 'password_breached' : null)
}
