import { describe, expect, it } from 'vitest'
import { checkBackupCode, checkTotp, countBackupCodes } from '~/auth/totp.server'
import { sql } from '~/db/client.server'
import { createPerson } from '../support/person.ts'
import { STEP_MS, turnOnTwoFactor } from '../support/two-factor.ts'

const TRIES = 10
const WRONG = 'wrong code'
const request = new Request('http://localhost:3000/confirm')

async function personWithTwoFactor() {
  const { DATABASE_URL = '', AUTH_SECRET = '' } = process.env
  const { id } = await createPerson(DATABASE_URL)
  return { id, ...(await turnOnTwoFactor(sql, AUTH_SECRET, id)) }
}

const eventsOf = async (id: string) =>
  (await sql<{ name: string }[]>`select name from event where subject_id = ${id} order by seq`).map(({ name }) => name)

async function inTurn(count: number, attempt: () => Promise<string>): Promise<string[]> {
  const verdicts: string[] = []
  while (verdicts.length < count) verdicts.push(await attempt())
  return verdicts
}

describe('a TOTP code in a session', () => {
  it('is right once, and the next one after it', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    const now = Date.now()
    expect(await checkTotp(id, codeAt(now), request)).toBe('ok')
    expect(await checkTotp(id, codeAt(now), request)).toBe('wrong')
    expect(await checkTotp(id, codeAt(now + STEP_MS), request)).toBe('ok')
  })

  it('is taken however a person types it', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    const code = codeAt()
    expect(await checkTotp(id, `${code.slice(0, 3)} ${code.slice(3)}`, request)).toBe('ok')
  })

  it('gives one success of ten at the same moment (replay) [ASVS 6.5.1]', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    const code = codeAt()
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => checkTotp(id, code, request)))
    expect(verdicts.filter((verdict) => verdict === 'ok')).toHaveLength(1)
  })

  it('is wrong for someone else, and for someone who has none', async () => {
    const [ada, bea] = [await personWithTwoFactor(), await personWithTwoFactor()]
    const { id } = await createPerson(process.env.DATABASE_URL ?? '')
    expect(await checkTotp(bea.id, ada.codeAt(), request)).toBe('wrong')
    expect(await checkTotp(id, ada.codeAt(), request)).toBe('wrong')
  })
})

describe('a backup code in a session', () => {
  it('is right once, in small letters and without hyphens too, and says so in the history', async () => {
    const { id, codes } = await personWithTwoFactor()
    const typed = codes[0].toLowerCase().replaceAll('-', '')
    expect(await checkBackupCode(id, typed, request)).toBe('ok')
    expect(await checkBackupCode(id, codes[0], request)).toBe('wrong')
    expect(await countBackupCodes(id)).toBe(9)
    expect(await eventsOf(id)).toEqual(['backup_code.used', 'step_up.failed'])
  })

  it('gives one success of eight at the same moment [ASVS 2.3.4, 6.5.1]', async () => {
    const { id, codes } = await personWithTwoFactor()
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => checkBackupCode(id, codes[0], request)))
    expect(verdicts.filter((verdict) => verdict === 'ok')).toHaveLength(1)
    expect(await countBackupCodes(id)).toBe(9)
  })
})

describe('wrong codes', () => {
  it('lock the codes of the account after ten in a row, for a quarter of an hour, and the history has it once [ASVS 6.3.1, 16.3.1]', async () => {
    const { id, codes, codeAt } = await personWithTwoFactor()
    expect(await inTurn(TRIES, () => checkTotp(id, WRONG, request))).toEqual([...Array(TRIES - 1).fill('wrong'), 'locked'])
    expect(await checkTotp(id, codeAt(), request)).toBe('locked')
    expect(await checkBackupCode(id, codes[0], request)).toBe('locked')
    const [row] = await sql`select locked_until from two_factor where user_id = ${id}`
    const minutes = (new Date(String(row?.locked_until)).getTime() - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(14)
    expect(minutes).toBeLessThanOrEqual(15)
    expect(await eventsOf(id)).toEqual([...Array(TRIES).fill('step_up.failed'), 'two_factor.locked'])
  })

  it('are no more than ten however many come at once (brute force) [ASVS 6.3.1]', async () => {
    const { id } = await personWithTwoFactor()
    const verdicts = await Promise.all(Array.from({ length: 30 }, () => checkTotp(id, WRONG, request)))
    expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(TRIES - 1)
    expect(await eventsOf(id)).toEqual([...Array(TRIES).fill('step_up.failed'), 'two_factor.locked'])
  })

  it('are forgotten with a right one, and the lock with time', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    const now = Date.now()
    await inTurn(TRIES - 1, () => checkTotp(id, WRONG, request))
    expect(await checkTotp(id, codeAt(now), request)).toBe('ok')
    await inTurn(TRIES, () => checkTotp(id, WRONG, request))
    await sql`update two_factor set locked_until = now() - interval '1 second' where user_id = ${id}`
    expect(await checkTotp(id, WRONG, request)).toBe('wrong')
    expect(await checkTotp(id, codeAt(now + STEP_MS), request)).toBe('ok')
  })
})

describe('codes that were used', () => {
  it('are not kept longer than they could be used again', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    const now = Date.now()
    expect(await checkTotp(id, codeAt(now), request)).toBe('ok')
    await sql`update used_code set expires_at = now() - interval '1 second' where user_id = ${id}`
    expect(await checkTotp(id, codeAt(now + STEP_MS), request)).toBe('ok')
    expect(await sql`select 1 from used_code where user_id = ${id}`).toHaveLength(1)
  })
})
