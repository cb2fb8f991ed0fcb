import { describe, expect, it } from 'vitest'
import { brand } from '#brand.ts'
import { passwordProblem } from '#auth/passwords/password-policy.ts'
import { COMMON_PASSWORDS } from '#auth/passwords/password-strength.ts'
import { PASSWORD_MIN_CHARACTERS } from '#platform/forms/password-limits.ts'

const ADA = { email: 'ada.lovelace@example.com', name: 'Augusta Ada Byron' }
const KIM = { email: 'kim-1_x+y@example.com', name: 'Kim' }

describe('the password policy', () => {
  it('recognizes the own address however it is punctuated [ASVS 6.2.11]', async () => {
    expect(await passwordProblem('kim-1_x+y@example.com', KIM)).toBe('password_personal')
    expect(await passwordProblem('Kim 1 x y example com', KIM)).toBe('password_personal')
  })

  it.each([
    'correct horse battery',
    'password of mallory',
    'пароль-на-русском',
    'رقم سري طويل جدا',
    '🙂 twelve or more',
    'to be or not to be ada',
    'sand pepper violin harbor '.repeat(4).trim(),
  ])('accepts a long password of any script: %s [ASVS 6.2.5, 6.2.9]', async (password) => {
    expect(await passwordProblem(password, ADA)).toBeNull()
  })

  it.each(['AdaPark1990!', 'adapark2026!'])(
    'refuses the name of its owner, written as one word, and a year: %s [ASVS 6.2.11]',
    async (password) => {
      expect(await passwordProblem(password, { email: 'a@example.com', name: 'Ada Park' })).not.toBeNull()
    },
  )

  it.each([
    ['elevenchars', 'password_too_short'],
    ['🙂🙂🙂🙂🙂🙂', 'password_too_short'],
    ['abcdefgh1 '.repeat(13), 'password_too_long'],
    ['qwerty123456', 'password_common'],
    ['QWERTY123456', 'password_common'],
    ['aaaaaaaaaaaaaaaa', 'password_common'],
    ['abababababababab', 'password_common'],
    ['123456789012', 'password_common'],
    ['ada.lovelace@example.com', 'password_personal'],
    ['ada.lovelace1', 'password_personal'],
    ['augusta ada byron', 'password_personal'],
    [`${brand.name.repeat(4)}123`, 'password_personal'],
  ])('refuses %s: %s [ASVS 2.2.3, 6.2.1, 6.2.4, 6.2.11]', async (password, problem) => {
    expect(await passwordProblem(password, ADA)).toBe(problem)
  })

  it.each([
    'Password123!',
    'P@ssw0rd1234',
    'Welcome123456',
    'W3lc0me123456!',
    'changeme1234',
    'letmeinletmein',
    'Summer2026!!',
    'Passwort1234',
    'Byron2026!!!!',
    `${brand.name}2026!`,
    `${brand.name.replaceAll('a', '4').replaceAll('o', '0')}2026`,
    `${COMMON_PASSWORDS.values().next().value}!1`,
  ])('refuses a variant of a common word: %s (password spraying) [ASVS 6.2.4, 6.2.11]', async (password) => {
    expect(await passwordProblem(password, ADA)).toMatch(/^password_(common|personal)$/)
  })

  it('refuses the 3,000 most common passwords that are long enough, in capitals too (password spraying) [ASVS 6.2.4]', async () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThanOrEqual(3000)
    const accepted: string[] = []
    for (const password of COMMON_PASSWORDS) if ((await passwordProblem(password.toUpperCase(), ADA)) === null) accepted.push(password)
    expect(accepted).toEqual([])
    expect([...COMMON_PASSWORDS].filter((password) => [...password].length < PASSWORD_MIN_CHARACTERS)).toEqual([])
  })
})
