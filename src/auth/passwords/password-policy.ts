import { brand } from '#brand.ts'
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '#platform/forms/password-limits.ts'

/** Shorter words are part of too many others. */
const WORD_MIN_CHARACTERS = 3
/** Letters and digits that a password needs beside a word of its owner. */
const OTHER_MIN_CHARACTERS = 4

export type PasswordProblem = 'password_too_short' | 'password_too_long' | 'password_common' | 'password_personal'

/** Whose password it is to be. */
export type PasswordOwner = { email: string; name: string }

/**
 * Null when the password may be used. Length and how easily it is guessed, no composition rules
 * (NIST SP 800-63B-4, 3.1.1.2; ASVS 6.2.1, 6.2.4, 6.2.9). Lengths count code points.
 */
export async function passwordProblem(password: string, owner: PasswordOwner): Promise<PasswordProblem | null> {
  const text = password.normalize('NFC')
  const { length } = [...text]
  if (length < PASSWORD_MIN_CHARACTERS) return 'password_too_short'
  if (length > PASSWORD_MAX_CHARACTERS) return 'password_too_long'
  const words = wordsOf(owner)
  if (words.some((word) => isLittleMoreThan(word, text))) return 'password_personal'
  // Its dictionaries take 30 MB of memory, in a process that is asked for a new password.
  const { isGuessable } = await import('./password-strength.ts')
  return isGuessable(text, words) ? 'password_common' : null
}

function wordsOf({ email, name }: PasswordOwner): string[] {
  const words = [email, email.split('@')[0] ?? '', name, ...name.split(/\s+/u), brand.name]
  return [...words, ...words.map(lettersOf)].filter((word) => lettersOf(word).length >= WORD_MIN_CHARACTERS)
}

function isLittleMoreThan(word: string, password: string): boolean {
  return lettersOf(password).replaceAll(lettersOf(word), '').length < OTHER_MIN_CHARACTERS
}

/** `Kim-1@Example.com` and `kim1 example com` are the same words to someone who guesses. */
const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
