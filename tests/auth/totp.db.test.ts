import { describe, expect, it } from 'vitest'
import { accept, checkBackupCode, checkTotp, statusOf } from '#auth/two-factor/totp.server.ts'
import { hashToken } from '#auth/sessions/hashed-token.server.ts'
import { knownDeviceCookie } from '#auth/protection/known-device.server.ts'
import { sql } from '#platform/db/client.server.ts'
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

const codesLeft = async (id: string) => (await statusOf(id)).backupCodesLeft
const passSeconds = (seconds: number) => sql`update try_count set expires_at = expires_at - make_interval(secs => ${seconds}::int)`

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

  it('of an earlier step is wrong after a later one, at sign-in and at step-up (RFC 6238, 5.2) [ASVS 6.5.1]', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    const now = Date.now()
    expect(await checkTotp(id, codeAt(now), request)).toBe('ok')
    expect(await checkTotp(id, codeAt(now - STEP_MS), request)).toBe('wrong')
    expect(await accept(id, codeAt(now - STEP_MS))).toBe(false)
    expect(await accept(id, codeAt(now + STEP_MS))).toBe(true)
    expect(await checkTotp(id, codeAt(now), request)).toBe('wrong')
  })

  it('gives one success at sign-in and step-up at the same moment (replay) [ASVS 6.5.1]', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    const code = codeAt()
    const signIns = Array.from({ length: 5 }, () => accept(id, code))
    const stepUps = Array.from({ length: 5 }, async () => (await checkTotp(id, code, request)) === 'ok')
    expect((await Promise.all([...signIns, ...stepUps])).filter(Boolean)).toHaveLength(1)
  })

  it('that the version before has taken is wrong during an upgrade, and the other way round (replay) [ASVS 6.5.1]', async () => {
    const [ada, bea] = [await personWithTwoFactor(), await personWithTwoFactor()]
    const [taken, other] = [ada.codeAt(), bea.codeAt()]
    await sql`insert into used_code (user_id, code_hash, expires_at) values (${ada.id}, ${hashToken(taken)}, now() + interval '90 seconds')`
    expect(await accept(ada.id, taken)).toBe(false)
    expect(await checkTotp(ada.id, taken, request)).toBe('wrong')
    expect(await checkTotp(bea.id, other, request)).toBe('ok')
    // What the version before asks of its table.
    const spent = await sql`select code_hash as hash from used_code where user_id = ${bea.id} and expires_at > now()`
    expect(spent).toEqual([{ hash: hashToken(other) }])
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
    expect(await codesLeft(id)).toBe(9)
    expect(await eventsOf(id)).toEqual(['backup_code.used', 'step_up.failed'])
  })

  it('gives one success of eight at the same moment [ASVS 2.3.4, 6.5.1]', async () => {
    const { id, codes } = await personWithTwoFactor()
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => checkBackupCode(id, codes[0], request)))
    expect(verdicts.filter((verdict) => verdict === 'ok')).toHaveLength(1)
    expect(await codesLeft(id)).toBe(9)
  })
})

describe('wrong codes', () => {
  it('lock the codes of the account after ten in a row, for a quarter of an hour, and the history has it once [ASVS 6.3.1, 16.3.1]', async () => {
    const { id, codes, codeAt } = await personWithTwoFactor()
    expect(await inTurn(TRIES, () => checkTotp(id, WRONG, request))).toEqual([...Array(TRIES - 1).fill('wrong'), 'locked'])
    expect(await checkTotp(id, codeAt(), request)).toBe('locked')
    expect(await checkBackupCode(id, codes[0], request)).toBe('locked')
    await passSeconds(14 * 60)
    expect(await checkTotp(id, codeAt(), request)).toBe('locked')
    await passSeconds(60)
    expect(await checkTotp(id, codeAt(), request)).toBe('ok')
    expect(await eventsOf(id)).toEqual([...Array(TRIES).fill('step_up.failed'), 'two_factor.locked'])
  })

  it('are no more than ten however many come at once (brute force) [ASVS 6.3.1]', async () => {
    const { id } = await personWithTwoFactor()
    const verdicts = await Promise.all(Array.from({ length: 30 }, () => checkTotp(id, WRONG, request)))
    expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(TRIES - 1)
    expect((await eventsOf(id)).toSorted()).toEqual([...Array(TRIES).fill('step_up.failed'), 'two_factor.locked'])
  })

  it('stay counted after a right one from an unknown device: the owner must not give an attacker their tries back [ASVS 6.3.1]', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    await inTurn(TRIES - 1, () => checkTotp(id, WRONG, request))
    expect(await checkTotp(id, codeAt(), request)).toBe('ok')
    expect(await checkTotp(id, WRONG, request)).toBe('locked')
  })

  it('are forgotten with a right one from a known device, and are not those of others (malicious lockout) [ASVS 6.1.1, 6.3.1]', async () => {
    const { id, codeAt } = await personWithTwoFactor()
    const now = Date.now()
    const line = await knownDeviceCookie(new Headers(), id, { hasPassedFactor: true })
    const own = new Request(request.url, { headers: { cookie: line?.split(';')[0] ?? '' } })
    await inTurn(TRIES, () => checkTotp(id, WRONG, request))
    expect(await inTurn(TRIES - 1, () => checkTotp(id, WRONG, own))).toEqual(Array(TRIES - 1).fill('wrong'))
    expect(await checkTotp(id, codeAt(now), own)).toBe('ok')
    expect(await inTurn(TRIES, () => checkTotp(id, WRONG, own))).toEqual([...Array(TRIES - 1).fill('wrong'), 'locked'])
    expect(await checkTotp(id, codeAt(now + STEP_MS), request)).toBe('locked')
  })
})
