/** How many guesses a password withstands: substitutions, repeats, keyboard runs, dates and words that belong to its owner count as what they are. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import commonPasswords from './common-passwords.txt?raw'

/** More than the rate limits of sign-in allow in a lifetime; with argon2id a year of one core for an attacker who has the hashes. */
const MIN_GUESSES = 1e9
/** UTF-16 units. The estimate takes time by the square of the length, and more text never makes a password easier to guess. */
const ESTIMATED_MAX_LENGTH = 32
/** Ways to read digits and signs as letters. With both limits a hostile password takes 15 ms, without them more than a second. */
const MAX_SUBSTITUTIONS = 10

/**
 * More than 3,000 common passwords that pass the length rule (12 characters or more), lower case, by rank. Counted in public
 * breaches by pwdb-public (MIT, its 100,000 most common), by Have I Been Pwned for the United Kingdom's NCSC (100,000) and in
 * the 10-million and RockYou lists as SecLists has them (MIT), joined with those of zxcvbn-ts 4.1.3 (MIT).
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(commonPasswords.trim().split('\n'))

const estimator = new ZxcvbnFactory({
  dictionary: { ...dictionary, 'passwords-long': [...COMMON_PASSWORDS] },
  graphs: adjacencyGraphs,
  maxLength: ESTIMATED_MAX_LENGTH,
  l33tMaxSubstitutions: MAX_SUBSTITUTIONS,
})

/** `words`: what an attacker who knows the account would try first. */
export function isGuessable(password: string, words: readonly string[]): boolean {
  return COMMON_PASSWORDS.has(password.toLowerCase()) || estimator.check(password, [...words]).guesses < MIN_GUESSES
}
