import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { db, sql } from '#platform/db/client.server.ts'
import {
  countTry,
  forgetTries,
  giveTryBack,
  isWithinLimit,
  limitOf,
  limits,
  secondsUntilNextTry,
} from '#platform/rate-limits/count.server.ts'
import { LimitReached } from '#platform/rate-limits/limit-reached.ts'
import { counted } from '../support/counted.ts'

const MAIL = limitOf('mail').max
const GUESSES = limitOf('password_of_stranger')
const EXPORTS = limitOf('export').max
const solved = async () => true

/** In Postgres; `valkey.db.test.ts` has these tests once more, on its own. */
const { pass, counts, keys, clear, countsRolledBack } = counted(sql)

async function empty() {
  await clear()
  return randomUUID()
}

const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'passed',
    (error: unknown) => (error instanceof LimitReached ? (error.isSolvable ? 'challenge' : 'too_many') : error),
  )
async function outcomes(times: number, attempt: () => Promise<unknown>) {
  const found = []
  for (let turn = 0; turn < times; turn += 1) found.push(await outcome(attempt()))
  return found
}
const many = (times: number, what: string) => Array.from({ length: times }, () => what)

describe('the limits of the features', () => {
  it('have a maximum, a window and a whom for each limit, and a challenge only below its maximum [ASVS 2.4.1, 6.1.1]', () => {
    const odd = [...limits()].filter(
      ([, { max, windowSeconds, challengeAfter = 0 }]) => max < 1 || windowSeconds < 60 || challengeAfter >= max,
    )
    expect(odd).toEqual([])
  })

  it('leave twenty guesses an hour to all strangers together, and five mails to a mailbox, three of them without proof [ASVS 6.3.1]', () => {
    expect(limitOf('password_of_stranger')).toMatchObject({ by: 'account', max: 20, windowSeconds: 3600 })
    expect(limitOf('mail')).toMatchObject({ by: 'mailbox', max: 5, windowSeconds: 3600 })
    expect(limitOf('mail_without_proof')).toMatchObject({ by: 'mailbox', max: 3, windowSeconds: 3600, beginsAnew: true })
  })
})

const newOnes = (count: number) => Promise.all(Array.from({ length: count }, () => countTry('export', randomUUID())))

describe('tries', () => {
  it('at one moment count before they are looked at: of forty, as many pass as there are (race) [ASVS 2.4.1, 6.3.1]', async () => {
    const whom = await empty()
    const found = await Promise.all(Array.from({ length: 40 }, () => outcome(countTry('password_of_stranger', whom, solved))))
    expect(found.filter((what) => what === 'passed')).toHaveLength(GUESSES.max)
    expect(found.filter((what) => what === 'too_many')).toHaveLength(40 - GUESSES.max)
  })

  it('each hear their own number left, so that of many at one moment one is the last', async () => {
    const whom = await empty()
    const left = await Promise.all(Array.from({ length: EXPORTS }, () => countTry('export', whom)))
    expect(left.toSorted((one, other) => one - other)).toEqual(Array.from({ length: EXPORTS }, (_, index) => index))
    expect(await secondsUntilNextTry('export', whom)).toBeGreaterThan(3000)
    await pass(3601)
    expect(await secondsUntilNextTry('export', whom)).toBe(null)
  })

  it('are counted for each apart, and begin anew when the time is over', async () => {
    const [whom, other] = [await empty(), randomUUID()]
    expect(await outcomes(EXPORTS + 1, () => countTry('export', whom))).toEqual([...many(EXPORTS, 'passed'), 'too_many'])
    expect(await outcomes(1, () => countTry('export', other))).toEqual(['passed'])
    expect(await outcomes(1, () => countTry('picture', whom))).toEqual(['passed'])
    await pass(3601)
    expect(await outcomes(1, () => countTry('export', whom))).toEqual(['passed'])
  })

  it('are told how long to wait, less as time goes by', async () => {
    const whom = await empty()
    await outcomes(MAIL, () => countTry('mail', whom))
    const wait = () => countTry('mail', whom).catch((error: LimitReached) => error.retryAfterSeconds)
    expect(await wait()).toBeOneOf([3599, 3600])
    await pass(3000)
    expect(await wait()).toBeOneOf([599, 600])
  })

  it('cost no write when they are refused: an attack must not fill the log of Postgres (denial of service) [ASVS 2.4.1, 15.2.2]', async () => {
    const whom = await empty()
    await outcomes(MAIL, () => countTry('mail', whom))
    const before = await counts()
    expect(before).toEqual([MAIL])
    expect(await outcomes(5, () => countTry('mail', whom))).toEqual(many(5, 'too_many'))
    expect(await counts()).toEqual(before)
  })

  it('that are refused do not lengthen the wait for who waits', async () => {
    const whom = await empty()
    await outcomes(GUESSES.max, () => countTry('password_of_stranger', whom, solved))
    await pass(3000)
    expect(await outcomes(1, () => countTry('password_of_stranger', whom, solved))).toEqual(['too_many'])
    await pass(601)
    expect(await outcomes(1, () => countTry('password_of_stranger', whom, solved))).toEqual(['passed'])
  })

  it('of guesses are no more than twenty in any hour, also across the end of a window [ASVS 6.3.1]', async () => {
    const whom = await empty()
    await outcomes(1, () => countTry('password_of_stranger', whom, solved))
    await pass(3500)
    await outcomes(GUESSES.max - 1, () => countTry('password_of_stranger', whom, solved))
    await pass(200)
    expect(await outcomes(1, () => countTry('password_of_stranger', whom, solved))).toEqual(['too_many'])
  })

  it('that succeed are given back one by one: who can sign in must not buy guesses [ASVS 6.3.1]', async () => {
    const whom = await empty()
    await outcomes(GUESSES.max, () => countTry('password_of_stranger', whom, solved))
    await giveTryBack('password_of_stranger', whom)
    const found = await outcomes(2, () => countTry('password_of_stranger', whom, solved))
    expect(found).toEqual(['passed', 'too_many'])
    await giveTryBack('password_of_stranger', randomUUID())
    await forgetTries('password_of_stranger', whom)
    expect(await outcomes(1, () => countTry('password_of_stranger', whom, solved))).toEqual(['passed'])
  })

  it('whose time is over do not stay: counts of strangers must not fill the disk (denial of service) [ASVS 15.2.2]', async () => {
    await empty()
    await newOnes(60)
    await pass(3601)
    await newOnes(20)
    expect(await counts()).toHaveLength(20)
  })

  it('are stored under no name that a reader of the table could guess', async () => {
    await empty()
    await isWithinLimit(db, 'mail', 'person@example.com')
    expect(await keys()).toEqual([expect.stringMatching(/^(gatehouse:tries:)?[\w-]{43}$/)])
  })
})

const guess = (whom: string, hasSolved?: () => Promise<boolean>) => () => countTry('password_of_stranger', whom, hasSolved)

describe('a challenge', () => {
  const { challengeAfter = 0 } = GUESSES

  it('is asked for from its number on, and an unsolved try takes none of the others [ASVS 2.4.1]', async () => {
    const whom = await empty()
    expect(await outcomes(challengeAfter + 9, guess(whom))).toEqual([...many(challengeAfter, 'passed'), ...many(9, 'challenge')])
    expect(await outcomes(GUESSES.max - challengeAfter, guess(whom, solved))).toEqual(many(GUESSES.max - challengeAfter, 'passed'))
  })

  it('that is solved never leads past the maximum [ASVS 6.3.1]', async () => {
    const whom = await empty()
    expect(await outcomes(GUESSES.max + 5, guess(whom, solved))).toEqual([...many(GUESSES.max, 'passed'), ...many(5, 'too_many')])
  })

  it('is spent only where it decides', async () => {
    const whom = await empty()
    const spend = vi.fn<() => Promise<boolean>>(solved)
    await outcomes(challengeAfter, guess(whom, spend))
    expect(spend).not.toHaveBeenCalled()
    await outcomes(1, guess(whom, spend))
    expect(spend).toHaveBeenCalledOnce()
    await outcomes(EXPORTS + 1, () => countTry('export', whom, spend))
    expect(spend).toHaveBeenCalledOnce()
  })
})

describe('a mailbox', () => {
  it('gets five, in a transaction too, and Postgres does not count what is rolled back', async () => {
    const whom = await empty()
    const failing = db.transaction(async (tx) => {
      await isWithinLimit(tx, 'mail', whom)
      throw new Error('the change fails after all')
    })
    await expect(failing).rejects.toThrow('the change fails')
    const sent = []
    for (let turn = 0; turn <= MAIL; turn += 1) sent.push(await db.transaction((tx) => isWithinLimit(tx, 'mail', whom)))
    const left = countsRolledBack ? MAIL - 1 : MAIL
    expect(sent).toEqual(sent.map((_, turn) => turn < left))
  })
})
