import { describe, expect, it } from 'vitest'
import { brand } from '~/brand'
import { COMMON_PASSWORDS } from '~/auth/common-passwords'
import { passwordProblem } from '~/auth/password-policy'
import { PASSWORD_MIN_CHARACTERS } from '~/lib/password-limits'

const EMAIL = 'ada.lovelace@example.com'

describe('the password policy', () => {
  it('knows the own address however it is punctuated [ASVS 6.2.11]', () => {
    expect(passwordProblem('kim-1_x+y@example.com', 'kim-1_x+y@example.com')).toBe('password_personal')
    expect(passwordProblem('Kim 1 x y example com', 'kim-1_x+y@example.com')).toBe('password_personal')
  })

  it.each(['correct horse battery', 'пароль-на-русском', '🙂 twelve or more', 'z'.repeat(60) + 'abcdefg'])(
    'takes a long password of any script: %s [ASVS 6.2.5, 6.2.9]',
    (password) => {
      expect(passwordProblem(password, EMAIL)).toBeNull()
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
    [`${brand.name.repeat(4)}123`, 'password_personal'],
  ])('refuses %s: %s [ASVS 2.2.3, 6.2.1, 6.2.4, 6.2.11]', (password, problem) => {
    expect(passwordProblem(password, EMAIL)).toBe(problem)
  })

  it('refuses the 3,000 most common passwords that are long enough, in capitals too (password spraying) [ASVS 6.2.4]', () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThanOrEqual(3000)
    const taken = [...COMMON_PASSWORDS].filter((password) => passwordProblem(password.toUpperCase(), EMAIL) === null)
    expect(taken).toEqual([])
    expect([...COMMON_PASSWORDS].filter((password) => [...password].length < PASSWORD_MIN_CHARACTERS)).toEqual([])
  })
})
