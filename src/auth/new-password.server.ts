import { isBreached } from './breached-passwords.server'
import { type PasswordProblem, passwordProblem } from './password-policy'

/** Null when it may be chosen: by our own rules first, which cost nothing. */
export async function newPasswordProblem(password: string, email: string | null): Promise<PasswordProblem | 'password_breached' | null> {
  return passwordProblem(password, email) ?? ((await isBreached(password)) ? 'password_breached' : null)
}
