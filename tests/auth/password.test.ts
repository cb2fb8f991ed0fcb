import { availableParallelism } from 'node:os'
import { describe, expect, it, vi } from 'vitest'
import { hashPassword, refuseWhenFull, verifyPassword } from '#auth/passwords/password.server.ts'
import { AppError } from '#platform/forms/app-error.ts'

/** The real hashing, with a count of what runs at once, and of the event loop's turns until each began and ended. */
const native = vi.hoisted(() => ({ running: 0, most: 0, turn: 0, begins: [] as number[], ends: [] as number[] }))
const counted = <T>(work: Promise<T>): Promise<T> => {
  native.running += 1
  native.most = Math.max(native.most, native.running)
  native.begins.push(native.turn)
  return work.finally(() => {
    native.running -= 1
    native.ends.push(native.turn)
  })
}
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const argon2 = await importOriginal<typeof import('@node-rs/argon2')>()
  return {
    ...argon2,
    hash: (...input: Parameters<typeof argon2.hash>) => counted(argon2.hash(...input)),
    verify: (...input: Parameters<typeof argon2.verify>) => counted(argon2.verify(...input)),
  }
})

const [PROCESSORS, THREADS] = [availableParallelism(), 4]
const AT_ONCE = Math.min(Math.max(1, PROCESSORS - 1), THREADS - 1)

describe('password hashing', () => {
  it('is argon2id with 19 MiB and 2 passes, as a PHC string, salted [ASVS 11.4.2]', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse battery'), hashPassword('correct horse battery')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
  })

  it('takes the right password, also typed on another keyboard, and no other [ASVS 6.2.8]', async () => {
    const hash = await hashPassword('caf\u00e9 au lait please')
    expect(await verifyPassword({ hash, password: 'cafe\u0301 au lait please' })).toBe(true)
    expect(await verifyPassword({ hash, password: 'cafe au lait please' })).toBe(false)
    expect(await verifyPassword({ hash: 'not a hash', password: 'x' })).toBe(false)
  })

  it('takes neither another case nor the beginning of a long password (truncation) [ASVS 6.2.8]', async () => {
    const password = 'Correct horse battery staple '.repeat(4)
    const hash = await hashPassword(password)
    expect(await verifyPassword({ hash, password })).toBe(true)
    for (const other of [password.toLowerCase(), password.toUpperCase(), password.slice(0, 72), password.slice(0, -1)])
      expect([other, await verifyPassword({ hash, password: other })]).toEqual([other, false])
  })

  it('leaves a processor and a thread to everything else in a storm, and finishes them all [ASVS 15.2.2]', async () => {
    const hash = await hashPassword('correct horse battery')
    native.most = 0
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) => verifyPassword({ hash, password: index % 2 === 0 ? 'correct horse battery' : 'wrong' })),
    )
    expect(answers.filter(Boolean)).toHaveLength(12)
    expect(native).toMatchObject({ running: 0, most: AT_ONCE })
  })

  it('lets everybody else have turns before the next hash begins: a storm of sign-ins must not hold up pages (denial of service) [ASVS 15.2.2]', async () => {
    let isWatching = true
    const watch = () => setImmediate(() => ((native.turn += 1), isWatching && watch()))
    watch()
    Object.assign(native, { begins: [], ends: [] })
    await Promise.all(Array.from({ length: 4 * AT_ONCE }, () => hashPassword('correct horse battery')))
    isWatching = false
    const turnsBetween = native.begins.slice(AT_ONCE).map((begin, index) => begin - (native.ends[index] ?? 0))
    expect(turnsBetween).toHaveLength(3 * AT_ONCE)
    expect(Math.min(...turnsBetween)).toBeGreaterThanOrEqual(3)
  })
})

describe('the queue of password hashes', () => {
  it('is bounded: past it a hash is refused at once, and there is room again when it is worked off (denial of service) [ASVS 15.2.2]', async () => {
    const hash = await hashPassword('correct horse battery')
    const [places, more] = [100 * AT_ONCE, 10]
    const storm = Array.from({ length: AT_ONCE + places + more }, () =>
      verifyPassword({ hash, password: 'wrong' }).catch((error: unknown) => error),
    )
    expect(() => refuseWhenFull()).toThrow(expect.objectContaining({ code: 'unavailable', retryAfterSeconds: 5 }))
    const outcomes = await Promise.all(storm)
    const refused = outcomes.filter((outcome) => outcome instanceof AppError && outcome.code === 'unavailable')
    expect(refused.length).toBeGreaterThanOrEqual(more)
    expect(outcomes.filter((outcome) => outcome === false)).toHaveLength(storm.length - refused.length)
    expect(storm.length - refused.length).toBeGreaterThanOrEqual(places)
    refuseWhenFull()
    expect(await verifyPassword({ hash, password: 'correct horse battery' })).toBe(true)
  })
})
