import { brand } from '~/brand'
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '~/lib/password-limits'
import { COMMON_PASSWORDS } from './common-passwords'

const MIN_DISTINCT_CHARACTERS = 5

export type PasswordProblem = 'password_too_short' | 'password_too_long' | 'password_common' | 'password_personal'

/**
 * Null when the password may be used. Length and a list of known ones, no composition rules
 * (NIST SP 800-63B-4, 3.1.1.2; ASVS 6.2.1, 6.2.4, 6.2.9). Lengths count code points.
 */
export function passwordProblem(password: string, email: string | null): PasswordProblem | null {
  const characters = [...password.normalize('NFC')]
  if (characters.length < PASSWORD_MIN_CHARACTERS) return 'password_too_short'
  if (characters.length > PASSWORD_MAX_CHARACTERS) return 'password_too_long'
  const lower = characters.join('').toLowerCase()
  if (COMMON_PASSWORDS.has(lower) || new Set(lower).size < MIN_DISTINCT_CHARACTERS || isRun(lower)) return 'password_common'
  const own = email === null ? [] : [email, email.split('@')[0] ?? '']
  const isPersonal = [...own, brand.name].map(lettersOf).some((word) => word.length > 2 && lettersOf(lower).replaceAll(word, '').length < 4)
  return isPersonal ? 'password_personal' : null
}

/** `Kim-1@Example.com` and `kim1 example com` are the same words to someone who guesses. */
const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** `abcdefghijkl`, `123456789012`, `210987654321`. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((character, index) => ((character.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0) + 10) % 10)
  return steps.length > 0 && (steps.every((step) => step === 1) || steps.every((step) => step === 9))
}
