import { describe, expect, it } from 'vitest'
import { totpCode } from '#auth/two-factor/one-time-codes.server.ts'
import { sealText } from '#platform/crypto/sealed-text.ts'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, insertSession, signed, withSql } from '../support/person.ts'
import { type SecondFactor, STEP_MS, forgetUsedCodes, turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const PAGE = '/settings/security/two-factor'
const SET_UP = `${PAGE}/set-up`
const CHALLENGE = '/two-factor?redirect=%2Fapp'

const query = <Row extends object>(work: (sql: Parameters<Parameters<typeof withSql>[1]>[0]) => Promise<Row[]>) =>
  withSql(site().app.databaseUrl, work)
const eventsOf = async ({ id }: Person) =>
  (await query<{ name: string }>((sql) => sql`select name from event where subject_id = ${id} order by created_at`)).map(({ name }) => name)

async function signedIn(person: Person, { proven = true } = {}): Promise<Visitor> {
  const { app, secret } = site()
  const visitor = new Visitor(app)
  const { token } = await withSql(app.databaseUrl, (sql) => insertSession(sql, person.id, 1, proven))
  visitor.cookies.set('gatehouse.session_token', signed(token, secret))
  return visitor
}

const newPerson = () => createPerson(site().app.databaseUrl)

async function personWithTwoFactor(): Promise<Person & SecondFactor> {
  const { app, secret } = site()
  const person = await newPerson()
  return { ...person, ...(await turnOnTwoFactor(app.databaseUrl, secret, person.id)) }
}

async function keyOn(visitor: Visitor): Promise<string> {
  const { text } = await visitor.get(SET_UP)
  return /otpauth:[^"]*?secret=([A-Z2-7]+)/.exec(text)?.[1] ?? ''
}

const BACKUP_CODE = /\b(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}\b/g
async function codesOn(visitor: Visitor): Promise<string[]> {
  return [...new Set((await visitor.get(`${PAGE}/codes`)).text.match(BACKUP_CODE))]
}

async function signInAgain({ email, password }: Person, fields: Record<string, string>): Promise<string | null> {
  const visitor = new Visitor(site().app)
  expect(await visitor.post('/sign-in', { email, password })).toMatchObject({ location: CHALLENGE })
  return (await visitor.post('/two-factor', fields)).location
}

const isOn = async ({ id }: Person) =>
  (await query<{ on: boolean }>((sql) => sql`select two_factor_enabled as on from "user" where id = ${id}`))[0]?.on

describe('setting two-factor up', () => {
  it('shows the key until the first code comes, then backup codes, and all of them sign in [ASVS 6.3.3]', async () => {
    const person = await newPerson()
    const visitor = await signedIn(person)
    const key = await keyOn(visitor)
    expect(key).toHaveLength(52)
    expect(await keyOn(visitor)).toBe(key)
    expect((await visitor.get(SET_UP)).text).toMatch(/<svg role="img"[^>]*>/)
    expect(await visitor.post(SET_UP, { code: 'no code' })).toMatchObject({ status: 303, location: SET_UP })
    expect(await isOn(person)).toBe(false)

    const now = Date.now()
    expect(await visitor.post(SET_UP, { code: totpCode(key, now) })).toMatchObject({ status: 303, location: `${PAGE}/codes` })
    expect(await isOn(person)).toBe(true)
    expect(await eventsOf(person)).toEqual(['two_factor.enabled'])
    const codes = await codesOn(visitor)
    expect(codes).toHaveLength(10)
    expect(await signInAgain(person, { code: totpCode(key, now + STEP_MS) })).toBe('/app')
    expect(await signInAgain(person, { with: 'backup', code: codes[9] ?? '' })).toBe('/app')
  })

  it('spends the first code: it does not sign in (the enrolment code reused) [ASVS 6.5.1]', async () => {
    const person = await newPerson()
    const visitor = await signedIn(person)
    const key = await keyOn(visitor)
    const now = Date.now()
    await visitor.post(SET_UP, { code: totpCode(key, now) })
    expect(await signInAgain(person, { code: totpCode(key, now) })).toMatch(/^\/two-factor/)
    expect(await signInAgain(person, { code: totpCode(key, now + STEP_MS) })).toBe('/app')
  })

  it('never shows the key again once it is on, nor the codes once they are saved', async () => {
    const person = await newPerson()
    const visitor = await signedIn(person)
    const key = await keyOn(visitor)
    await visitor.post(SET_UP, { code: totpCode(key, Date.now()) })
    const [code = ''] = await codesOn(visitor)
    expect(await visitor.post(`${PAGE}/codes`, {})).toMatchObject({ location: `${PAGE}/codes` })
    expect(await codesOn(visitor)).toContain(code)
    expect(await visitor.post(`${PAGE}/codes`, { saved: 'on' })).toMatchObject({ location: `${PAGE}?done=on` })
    for (const path of [SET_UP, `${PAGE}/codes`]) expect(await visitor.get(path)).toMatchObject({ status: 307, location: PAGE })
    for (const path of [PAGE, '/settings/security', '/settings/security/log', `${PAGE}/new-codes`, `${PAGE}/turn-off`]) {
      const { status, text } = await visitor.get(path)
      expect([path, status, text.includes(key) || text.includes(code)]).toEqual([path, 200, false])
    }
  })

  it('keeps the key and the codes from another session of the same person [ASVS 8.2.2]', async () => {
    const person = await newPerson()
    const [visitor, other] = [await signedIn(person), await signedIn(person)]
    const key = await keyOn(visitor)
    const otherKey = await keyOn(other)
    expect(otherKey).not.toBe(key)
    // Begun anew by the other one: the first key is worth nothing any more.
    expect(await visitor.post(SET_UP, { code: totpCode(key, Date.now()) })).toMatchObject({ location: SET_UP })
    expect(await isOn(person)).toBe(false)
    await other.post(SET_UP, { code: totpCode(otherKey, Date.now()) })
    expect(await codesOn(other)).toHaveLength(10)
    visitor.cookies.set('gatehouse.codes', other.cookies.get('gatehouse.codes') ?? '')
    expect(await codesOn(visitor)).toEqual([])
  })

  it('leaves neither the key nor a code readable in Postgres or in a cookie [ASVS 14.2.4]', async () => {
    const person = await newPerson()
    const visitor = await signedIn(person)
    const key = await keyOn(visitor)
    await visitor.post(SET_UP, { code: totpCode(key, Date.now()) })
    const codes = await codesOn(visitor)
    const stored = JSON.stringify(await query((sql) => sql`select * from two_factor where user_id = ${person.id}`))
    const cookies = [...visitor.cookies.values()].join()
    for (const secret of [key, ...codes]) expect([stored.includes(secret), cookies.includes(secret)]).toEqual([false, false])
  })

  it('signs the person’s other devices out: they have proven one factor [ASVS 7.4.3]', async () => {
    const person = await newPerson()
    const [visitor, other] = [await signedIn(person), await signedIn(person)]
    await visitor.post(SET_UP, { code: totpCode(await keyOn(visitor), Date.now()) })
    expect((await other.post(`${PAGE}/turn-off`, {})).location).toMatch(/^\/sign-in\?/)
    expect((await visitor.get(PAGE)).status).toBe(200)
    expect(await isOn(person)).toBe(true)
  })
})

describe('turning two-factor off', () => {
  it('takes key, codes and trusted devices with it, and the password signs in alone', async () => {
    const person = await personWithTwoFactor()
    const visitor = await signedIn(person)
    expect(await visitor.post(`${PAGE}/turn-off`, {})).toMatchObject({ status: 303, location: `${PAGE}?done=off` })
    expect(await isOn(person)).toBe(false)
    expect(await query((sql) => sql`select 1 from two_factor where user_id = ${person.id}`)).toEqual([])
    expect(await new Visitor(site().app).post('/sign-in', { email: person.email, password: person.password })).toMatchObject({
      location: '/app',
    })
    expect(await eventsOf(person)).toContain('two_factor.disabled')
  })

  it('is on again with another key only', async () => {
    const person = await personWithTwoFactor()
    const visitor = await signedIn(person)
    await visitor.post(`${PAGE}/turn-off`, {})
    const key = await keyOn(visitor)
    expect(key).not.toBe(person.secret)
    await visitor.post(SET_UP, { code: totpCode(key, Date.now()) })
    expect(await signInAgain(person, { code: person.codeAt() })).toMatch(/^\/two-factor/)
    expect(await signInAgain(person, { with: 'backup', code: person.codes[0] })).toMatch(/^\/two-factor/)
  })
})

describe('new backup codes', () => {
  it('end the old ones and are ten again [ASVS 6.5.1]', async () => {
    const person = await personWithTwoFactor()
    const visitor = await signedIn(person)
    expect(await visitor.post(`${PAGE}/new-codes`, {})).toMatchObject({ status: 303, location: `${PAGE}/codes` })
    const codes = await codesOn(visitor)
    expect(codes).toHaveLength(10)
    expect(await signInAgain(person, { with: 'backup', code: person.codes[0] })).toMatch(/^\/two-factor/)
    expect(await signInAgain(person, { with: 'backup', code: codes[0] ?? '' })).toBe('/app')
    expect(await eventsOf(person)).toContain('backup_codes.regenerated')
  })

  it('are not shown by a copy of their cookie once others were made, or after ten minutes (replay)', async () => {
    const person = await personWithTwoFactor()
    const visitor = await signedIn(person)
    await visitor.post(`${PAGE}/new-codes`, {})
    const older = visitor.cookies.get('gatehouse.codes') ?? ''
    await visitor.post(`${PAGE}/new-codes`, {})
    const codes = await codesOn(visitor)
    visitor.cookies.set('gatehouse.codes', older)
    expect(await codesOn(visitor)).toEqual([])

    const [session] = await query<{ id: string }>((sql) => sql`select id from session where user_id = ${person.id}`)
    const madeBefore = async (minutes: number) => {
      const data = JSON.stringify({ sessionId: session?.id, madeAt: Date.now() - minutes * 60_000, codes })
      visitor.cookies.set('gatehouse.codes', await sealText(data, [site().secret]))
      return codesOn(visitor)
    }
    expect(await madeBefore(9)).toEqual(codes)
    expect(await madeBefore(11)).toEqual([])
  })

  it('are not made for someone whose two-factor is off', async () => {
    const visitor = await signedIn(await newPerson())
    expect(await visitor.post(`${PAGE}/new-codes`, {}, { json: true })).toMatchObject({ status: 422 })
  })
})

describe('without a fresh proof', () => {
  it.each([SET_UP, `${PAGE}/new-codes`, `${PAGE}/turn-off`])('%s leads to step-up and does nothing [ASVS 7.5.1]', async (path) => {
    const person = await personWithTwoFactor()
    const visitor = await signedIn(person, { proven: false })
    const confirm = `/confirm?redirect=${encodeURIComponent(path)}`
    expect(await visitor.get(path)).toMatchObject({ status: 307, location: confirm })
    expect(await visitor.post(path, { code: person.codeAt() })).toMatchObject({ status: 303, location: confirm })
    expect(await isOn(person)).toBe(true)
    expect(await eventsOf(person)).toEqual([])
  })

  it.each([SET_UP, `${PAGE}/new-codes`, `${PAGE}/turn-off`, `${PAGE}/codes`])('%s leads a stranger to sign-in', async (path) => {
    const visitor = new Visitor(site().app)
    expect((await visitor.get(path)).location).toMatch(/^\/sign-in\?/)
    expect((await visitor.post(path, {})).location).toMatch(/^\/sign-in\?/)
  })
})

const trusted = async (person: Person & SecondFactor) => {
  const { email, password } = person
  const visitor = new Visitor(site().app)
  await visitor.post('/sign-in', { email, password })
  await visitor.post('/two-factor', { code: person.codeAt(), trust: 'on' })
  await forgetUsedCodes(site().app.databaseUrl, person.id)
  return visitor
}

const ask = async (visitor: Visitor, { email, password }: Person) => {
  visitor.cookies.delete('gatehouse.session_token')
  return (await visitor.post('/sign-in', { email, password })).location
}

describe('a trusted device', () => {
  it('is asked again after two-factor was turned off and on [ASVS 6.5.6]', async () => {
    const person = await personWithTwoFactor()
    const device = await trusted(person)
    expect(await ask(device, person)).toBe('/app')
    const visitor = await signedIn(person)
    await visitor.post(`${PAGE}/turn-off`, {})
    await visitor.post(SET_UP, { code: totpCode(await keyOn(visitor), Date.now()) })
    expect(await isOn(person)).toBe(true)
    expect(await ask(device, person)).toBe(CHALLENGE)
  })

  it('is asked again after new backup codes [ASVS 6.5.6]', async () => {
    const person = await personWithTwoFactor()
    const device = await trusted(person)
    await (await signedIn(person)).post(`${PAGE}/new-codes`, {})
    expect(await ask(device, person)).toBe(CHALLENGE)
  })
})
