import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '~/auth/password.server'

describe('password hashing', () => {
  it('is argon2id with 19 MiB and 2 passes, as a PHC string, salted (ASVS 11.4.2)', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse battery'), hashPassword('correct horse battery')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
  })

  it('takes the right password, also typed on another keyboard, and no other', async () => {
    const hash = await hashPassword('caf\u00e9 au lait please')
    expect(await verifyPassword({ hash, password: 'cafe\u0301 au lait please' })).toBe(true)
    expect(await verifyPassword({ hash, password: 'cafe au lait please' })).toBe(false)
    expect(await verifyPassword({ hash: 'not a hash', password: 'x' })).toBe(false)
  })

  it('finishes everything in a storm, more than run at once', async () => {
    const hash = await hashPassword('correct horse battery')
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) => verifyPassword({ hash, password: index % 2 === 0 ? 'correct horse battery' : 'wrong' })),
    )
    expect(answers.filter(Boolean)).toHaveLength(12)
  })
})
