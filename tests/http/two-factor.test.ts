import { describe, expect, it } from 'vitest'
import { type Answer, Visitor, linkTo, until } from '../support/browserless.ts'
import { pass } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, createSession, withSql } from '../support/person.ts'
import { type SecondFactor, STEP_MS, forgetUsedCodes, turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const CHALLENGE = '/two-factor?redirect=%2Fapp'
const OVER = '/sign-in?notice=challenge_over'
const WRONG = 'no code'
const LOCK_SECONDS = 15 * 60

async function personWithTwoFactor(): Promise<Person & SecondFactor> {
  const { app, secret } = site()
  const person = await createPerson(app.databaseUrl)
  return { ...person, ...(await turnOnTwoFactor(app.databaseUrl, secret, person.id)) }
}

const credentials = ({ email, password }: Person) => ({ email, password })

/** Someone at the second factor. */
async function challenged(person: Person, fields: Record<string, string> = {}): Promise<Visitor> {
  const visitor = new Visitor(site().app)
  expect(await visitor.post('/sign-in', { ...credentials(person), ...fields })).toMatchObject({ status: 303, location: CHALLENGE })
  return visitor
}

const query = <Row extends object>(work: (sql: Parameters<Parameters<typeof withSql>[1]>[0]) => Promise<Row[]>) =>
  withSql(site().app.databaseUrl, work)
const sessionsOf = async ({ id }: Person) => (await query((sql) => sql`select 1 from session where user_id = ${id}`)).length
const eventsOf = async ({ id }: Person) =>
  (await query<{ name: string }>((sql) => sql`select name from event where subject_id = ${id} order by created_at`)).map(({ name }) => name)
const signsIn = ({ status, text }: Answer) => status === 200 && text === '{"to":"/app"}'
const isSignedIn = async (visitor: Visitor) => (await visitor.get('/app')).status === 200

const maxAge = (headers: Headers) => /session_token=[^;]+;.*Max-Age=(\d+)/i.exec(headers.getSetCookie().join('\n'))?.[1]

describe('with two-factor on, the password alone', () => {
  it('leads to the second factor, and the code to where the person wanted to go', async () => {
    const person = await personWithTwoFactor()
    const visitor = new Visitor(site().app)
    const asked = await visitor.post('/sign-in', { ...credentials(person), redirect: '/settings/profile' })
    expect(asked).toMatchObject({ status: 303, location: '/two-factor?redirect=%2Fsettings%2Fprofile' })
    expect(await visitor.get(asked.location ?? '')).toMatchObject({ status: 200 })
    expect(await visitor.post('/two-factor', { code: person.codeAt(), redirect: '/settings/profile' })).toMatchObject({
      status: 303,
      location: '/settings/profile',
    })
    expect(await isSignedIn(visitor)).toBe(true)
    expect(await sessionsOf(person)).toBe(1)
  })

  it('gives no session, no trace of a sign-in, and opens nothing [ASVS 2.3.1, 6.3.4]', async () => {
    const { app } = site()
    const person = await personWithTwoFactor()
    const visitor = await challenged(person, { remember: 'on' })
    expect(await sessionsOf(person)).toBe(0)
    expect(await isSignedIn(visitor)).toBe(false)
    const kept = [...visitor.cookies].filter(([, value]) => value !== '').map(([name]) => name)
    expect(kept.toSorted()).toEqual(['gatehouse.cookies', 'gatehouse.two_factor', 'gatehouse.way'])
    const cookie = `gatehouse.two_factor=${visitor.cookies.get('gatehouse.two_factor')}`
    expect(await (await fetch(`${app.url}/api/auth/get-session`, { headers: { cookie } })).json()).toBe(null)
    await visitor.post('/two-factor', { code: person.codeAt() })
    await until('the sign-in is in the history', async () => (await eventsOf(person)).length > 0)
    expect(await eventsOf(person)).toEqual(['session.started'])
  })

  it('keeps its answer to `keep me signed in` over the second factor', async () => {
    const person = await personWithTwoFactor()
    const remembered = await challenged(person, { remember: 'on' })
    const codes = [person.codeAt(), person.codeAt(Date.now() + STEP_MS)]
    expect(maxAge((await remembered.post('/two-factor', { code: codes[0] ?? '' })).headers)).toBe('604800')
    const forgotten = await challenged(person)
    expect(maxAge((await forgotten.post('/two-factor', { code: codes[1] ?? '' })).headers)).toBeUndefined()
    expect(await isSignedIn(forgotten)).toBe(true)
  })

  it('never leads to another site afterwards', async () => {
    const person = await personWithTwoFactor()
    const visitor = await challenged(person)
    expect(await visitor.post('/two-factor', { code: person.codeAt(), redirect: '//evil.test' })).toMatchObject({ location: '/app' })
  })
})

describe('a TOTP code', () => {
  it('in ten challenges at the same moment signs in once (replay) [ASVS 6.5.1]', async () => {
    const person = await personWithTwoFactor()
    const visitors = await Promise.all(Array.from({ length: 10 }, () => challenged(person)))
    const code = person.codeAt()
    const answers = await Promise.all(visitors.map((visitor) => visitor.post('/two-factor', { code }, { json: true })))
    expect(answers.filter(signsIn)).toHaveLength(1)
    expect(await sessionsOf(person)).toBe(1)
  })

  it('that was used works neither again nor in a later challenge, and the next one does [ASVS 6.5.1]', async () => {
    const person = await personWithTwoFactor()
    const now = Date.now()
    await (await challenged(person)).post('/two-factor', { code: person.codeAt(now) })
    const second = await challenged(person)
    expect(await second.post('/two-factor', { code: person.codeAt(now) }, { json: true })).toMatchObject({ status: 422 })
    expect(await second.post('/two-factor', { code: person.codeAt(now + STEP_MS) })).toMatchObject({ location: '/app' })
  })

  it('of an earlier step is wrong after a later one was accepted (RFC 6238, 5.2) [ASVS 6.5.1]', async () => {
    const person = await personWithTwoFactor()
    const now = Date.now()
    await (await challenged(person)).post('/two-factor', { code: person.codeAt(now + STEP_MS) })
    const second = await challenged(person)
    for (const earlier of [now, now - STEP_MS])
      expect(await second.post('/two-factor', { code: person.codeAt(earlier) }, { json: true })).toMatchObject({ status: 422 })
    expect(await sessionsOf(person)).toBe(1)
  })

  it('is not used up by a wrong one before it', async () => {
    const person = await personWithTwoFactor()
    const visitor = await challenged(person)
    const wrong = await visitor.post('/two-factor', { code: WRONG }, { json: true })
    expect(wrong).toMatchObject({ status: 422, text: expect.stringContaining('4 tries are left') })
    expect(await visitor.post('/two-factor', { code: person.codeAt() })).toMatchObject({ location: '/app' })
  })

  it('of one person does not open the account of another', async () => {
    const [ada, bea] = [await personWithTwoFactor(), await personWithTwoFactor()]
    expect(await (await challenged(bea)).post('/two-factor', { code: ada.codeAt() }, { json: true })).toMatchObject({ status: 422 })
    expect(await sessionsOf(bea)).toBe(0)
  })
})

describe('a backup code', () => {
  it('signs in once, is in the history, and the others stay', async () => {
    const person = await personWithTwoFactor()
    const answer = await (await challenged(person)).post('/two-factor', { with: 'backup', code: person.codes[0].toLowerCase() })
    expect(answer).toMatchObject({ status: 303, location: '/app' })
    const again = await (await challenged(person)).post('/two-factor', { with: 'backup', code: person.codes[0] }, { json: true })
    expect(again).toMatchObject({ status: 422 })
    expect(await (await challenged(person)).post('/two-factor', { with: 'backup', code: person.codes[1] ?? '' })).toMatchObject({
      location: '/app',
    })
    await until('the history has it', async () => (await eventsOf(person)).filter((name) => name === 'backup_code.used').length === 2)
  })

  it('used eight times at the same moment signs in once [ASVS 2.3.4, 6.5.1]', async () => {
    const person = await personWithTwoFactor()
    const visitors = await Promise.all(Array.from({ length: 8 }, () => challenged(person)))
    const fields = { with: 'backup', code: person.codes[0] }
    const answers = await Promise.all(visitors.map((visitor) => visitor.post('/two-factor', fields, { json: true })))
    expect(answers.filter(signsIn)).toHaveLength(1)
    expect(await sessionsOf(person)).toBe(1)
  })

  it('is not taken as it stands in the database [ASVS 6.5.2]', async () => {
    const person = await personWithTwoFactor()
    const [row] = await query<{ backup_codes: string }>((sql) => sql`select backup_codes from two_factor where user_id = ${person.id}`)
    for (const code of person.codes) expect(row?.backup_codes).not.toContain(code)
    const answer = await (await challenged(person)).post('/two-factor', { with: 'backup', code: row?.backup_codes.slice(0, 90) ?? '' })
    expect(answer.location).toBe('/two-factor?with=backup')
  })
})

describe('wrong codes', () => {
  it('end the challenge after five, and a right one is too late [ASVS 6.3.1]', async () => {
    const person = await personWithTwoFactor()
    const visitor = await challenged(person)
    const answers: (string | null)[] = []
    for (let attempt = 0; attempt < 5; attempt += 1) answers.push((await visitor.post('/two-factor', { code: WRONG })).location)
    expect(answers).toEqual([...Array(4).fill('/two-factor?'), OVER])
    expect(await visitor.post('/two-factor', { code: person.codeAt() })).toMatchObject({ location: OVER })
    expect(await sessionsOf(person)).toBe(0)
  })

  it('lock the codes of the account after ten, in every challenge and for backup codes, and unlock with time [ASVS 6.3.1]', async () => {
    const person = await personWithTwoFactor()
    const [first, second, third] = [await challenged(person), await challenged(person), await challenged(person)]
    for (let attempt = 0; attempt < 4; attempt += 1) await first.post('/two-factor', { code: WRONG }, { json: true })
    for (let attempt = 0; attempt < 4; attempt += 1) await second.post('/two-factor', { with: 'backup', code: WRONG }, { json: true })
    await third.post('/two-factor', { code: WRONG }, { json: true })
    const last = await third.post('/two-factor', { code: WRONG }, { json: true })
    expect(last).toMatchObject({ status: 429, text: expect.stringContaining('15 minutes') })
    for (const fields of [
      { with: 'app', code: person.codeAt() },
      { with: 'backup', code: person.codes[0] },
    ])
      expect(await first.post('/two-factor', fields, { json: true })).toMatchObject({ status: 429 })
    expect((await third.get('/two-factor')).text).toContain('15 minutes')
    expect((await eventsOf(person)).filter((name) => name === 'two_factor.locked')).toHaveLength(1)

    await pass(site().app, LOCK_SECONDS)
    expect(await third.post('/two-factor', { code: person.codeAt() })).toMatchObject({ location: '/app' })
  })

  it('are no more than ten, however many come at once (brute force) [ASVS 6.3.1]', async () => {
    const person = await personWithTwoFactor()
    const visitors: Visitor[] = []
    for (let turn = 0; turn < 20; turn += 1) visitors.push(await challenged(person))
    const answers = await Promise.all(visitors.map((visitor) => visitor.post('/two-factor', { code: WRONG }, { json: true })))
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10)
    expect((await eventsOf(person)).filter((name) => name === 'second_factor.failed').length).toBeLessThanOrEqual(10)
    expect(await visitors[0]?.post('/two-factor', { code: person.codeAt() }, { json: true })).toMatchObject({ status: 429 })
    expect((await eventsOf(person)).filter((name) => name === 'two_factor.locked')).toHaveLength(1)
  })
})

describe('the second factor’s page', () => {
  it('leads to sign-in who owes nothing, waited too long, or holds a cookie of someone else’s making [ASVS 2.3.1]', async () => {
    const stranger = new Visitor(site().app)
    const person = await personWithTwoFactor()
    const late = await challenged(person)
    await query((sql) => sql`update verification set expires_at = now() - interval '1 second' where value = ${person.id}`)
    const forged = await challenged(person)
    forged.cookies.set('gatehouse.two_factor', `${forged.cookies.get('gatehouse.two_factor')?.slice(0, -10)}AAAAAAAAAA`)
    for (const visitor of [stranger, late, forged]) {
      expect((await visitor.get('/two-factor')).location).toContain('/sign-in')
      expect(await visitor.post('/two-factor', { code: person.codeAt() })).toMatchObject({ location: OVER })
    }
    expect(await sessionsOf(person)).toBe(0)
  })

  it('can be left: then a right code is too late', async () => {
    const person = await personWithTwoFactor()
    const visitor = await challenged(person)
    const before = new Map(visitor.cookies)
    expect(await visitor.post('/two-factor', { cancel: 'yes' })).toMatchObject({ status: 303, location: '/sign-in' })
    for (const [name, value] of before) visitor.cookies.set(name, value)
    expect(await visitor.post('/two-factor', { code: person.codeAt() })).toMatchObject({ location: OVER })
  })

  it('does not test codes for a session that is there already (oracle)', async () => {
    const { app, secret } = site()
    const [victim, attacker] = [await personWithTwoFactor(), await personWithTwoFactor()]
    const visitor = await challenged(attacker)
    const { cookie } = await createSession(app.databaseUrl, secret, victim.id)
    visitor.cookies.set('gatehouse.session_token', cookie.split('=').slice(1).join('='))
    expect(await visitor.post('/two-factor', { code: victim.codeAt() })).toMatchObject({ location: '/app' })
    expect(await query((sql) => sql`select last_used_step as step from two_factor where user_id = ${victim.id}`)).toEqual([{ step: null }])
  })

  it('is the only door: Better Auth’s own are closed', async () => {
    const person = await personWithTwoFactor()
    const visitor = await challenged(person)
    for (const path of ['verify-totp', 'verify-backup-code', 'verify-otp', 'send-otp', 'enable', 'disable', 'get-totp-uri'])
      expect(await visitor.auth(`/two-factor/${path}`, { code: person.codeAt() })).toMatchObject({ status: 404 })
  })
})

describe('no other way in gives a session without the second factor', () => {
  it('not the link that confirms an address [ASVS 6.3.4]', async () => {
    const { app } = site()
    const visitor = new Visitor(app)
    const person = { name: 'Vera', email: `vera-${crypto.randomUUID().slice(0, 8)}@example.com`, password: 'correct horse battery' }
    await visitor.post('/sign-up', person)
    const link = await linkTo(app, person.email, '/verify-email')
    const [row] = await query<{ id: string }>((sql) => sql`select id from "user" where email = ${person.email}`)
    await turnOnTwoFactor(app.databaseUrl, site().secret, row?.id ?? '')
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? ''
    expect((await visitor.post('/verify-email', { token })).location).toMatch(/^\/sign-in/)
    expect(await isSignedIn(visitor)).toBe(false)
    expect(await visitor.post('/sign-in', person)).toMatchObject({ location: CHALLENGE })
  })

  it('not a reset, which does not turn it off either [ASVS 6.4.3]', async () => {
    const { app } = site()
    const person = await personWithTwoFactor()
    const visitor = new Visitor(app)
    await visitor.post('/forgot-password', { email: person.email })
    const token = new URLSearchParams((await linkTo(app, person.email, '/reset-password')).split('?')[1]).get('token') ?? ''
    const password = 'another horse battery'
    expect((await visitor.post('/reset-password', { token, password })).location).toMatch(/^\/sign-in/)
    expect(await isSignedIn(visitor)).toBe(false)
    const again = await challenged({ ...person, password })
    expect(await again.post('/two-factor', { code: person.codeAt() })).toMatchObject({ location: '/app' })
  })
})

const resetLinkOf = async ({ email }: Person) => {
  await new Visitor(site().app).post('/forgot-password', { email })
  return new URLSearchParams((await linkTo(site().app, email, '/reset-password')).split('?')[1]).get('token') ?? ''
}

describe('a challenge that waits for its code', () => {
  it('is not ended by a stranger who asks for a reset (denial of service)', async () => {
    const person = await personWithTwoFactor()
    const visitor = await challenged(person)
    expect(await resetLinkOf(person)).not.toBe('')
    expect(await visitor.post('/two-factor', { code: person.codeAt() })).toMatchObject({ location: '/app' })
  })

  it('is ended by a reset: the first factor was the old password', async () => {
    const person = await personWithTwoFactor()
    const visitor = await challenged(person)
    const token = await resetLinkOf(person)
    expect(await new Visitor(site().app).post('/reset-password', { token, password: 'another horse battery' })).toMatchObject({
      location: '/sign-in?notice=password_reset',
    })
    expect((await visitor.post('/two-factor', { code: person.codeAt() })).location).toContain(OVER)
    expect(await isSignedIn(visitor)).toBe(false)
  })
})

const trusting = async (person: Person & SecondFactor) => {
  const visitor = await challenged(person)
  expect(await visitor.post('/two-factor', { code: person.codeAt(), trust: 'on' })).toMatchObject({ location: '/app' })
  await forgetUsedCodes(site().app.databaseUrl, person.id)
  return visitor
}

const ask = async (visitor: Visitor, person: Person) => {
  visitor.cookies.delete('gatehouse.session_token')
  return (await visitor.post('/sign-in', credentials(person))).location
}

describe('a device that was trusted', () => {
  it('is not asked again for 14 days, and its session has proven nothing yet [ASVS 6.5.6]', async () => {
    const person = await personWithTwoFactor()
    const visitor = await trusting(person)
    const [device] = await query<{ expires_at: Date }>((sql) => sql`select expires_at from trusted_device where user_id = ${person.id}`)
    expect(Math.round(((device?.expires_at.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(14)
    expect(await ask(visitor, person)).toBe('/app')
    const rows = await query((sql) => sql`select proven_at from session where user_id = ${person.id} order by created_at desc limit 1`)
    expect(rows).toEqual([{ proven_at: null }])
    await until(
      'both sign-ins are in the history',
      async () => (await eventsOf(person)).filter((name) => name === 'session.started').length === 2,
    )
    await query((sql) => sql`update trusted_device set expires_at = now() - interval '1 second' where user_id = ${person.id}`)
    expect(await ask(visitor, person)).toBe(CHALLENGE)
  })

  it('is asked as ever when it was not trusted', async () => {
    const person = await personWithTwoFactor()
    const visitor = await challenged(person)
    await visitor.post('/two-factor', { code: person.codeAt() })
    expect(await ask(visitor, person)).toBe(CHALLENGE)
  })

  it('opens nobody else’s account, and another browser opens nothing', async () => {
    const [ada, bea] = [await personWithTwoFactor(), await personWithTwoFactor()]
    const visitor = await trusting(ada)
    expect(await ask(visitor, bea)).toBe(CHALLENGE)
    expect(await ask(new Visitor(site().app), ada)).toBe(CHALLENGE)
  })

  it('is asked again after a reset', async () => {
    const { app } = site()
    const person = await personWithTwoFactor()
    const visitor = await trusting(person)
    await visitor.post('/forgot-password', { email: person.email })
    const token = new URLSearchParams((await linkTo(app, person.email, '/reset-password')).split('?')[1]).get('token') ?? ''
    visitor.cookies.delete('gatehouse.session_token')
    await visitor.post('/reset-password', { token, password: 'another horse battery' })
    expect(await ask(visitor, { ...person, password: 'another horse battery' })).toBe(CHALLENGE)
  })
})
