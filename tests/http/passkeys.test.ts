import { describe, expect, it } from 'vitest'
import { Authenticator, type Quirks } from '../support/authenticator.ts'
import { Visitor, until } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, SESSION_COOKIE, createPerson, insertSession, signed, withSql } from '../support/person.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const LIST = '/settings/security/passkeys'
const ADD = `${LIST}/add`
const UUID = /passkeys\/([\da-f-]{36})\/rename/
const NOBODY = '00000000-0000-4000-8000-000000000000'

const query = <Row extends object>(work: (sql: Parameters<Parameters<typeof withSql>[1]>[0]) => Promise<Row[]>) =>
  withSql(site().app.databaseUrl, work)

async function signedIn(person: Person, { proven = true } = {}) {
  const { app, secret } = site()
  const visitor = new Visitor(app)
  const { token } = await withSql(app.databaseUrl, (sql) => insertSession(sql, person.id, 1, proven))
  visitor.cookies.set(SESSION_COOKIE, signed(token, secret))
  return visitor
}

const newPerson = () => createPerson(site().app.databaseUrl)

async function challenge(visitor: Visitor, kind: 'register' | 'authenticate'): Promise<string> {
  const { status, text } = await visitor.get(`/api/auth/passkey/generate-${kind}-options`)
  expect(status).toBe(200)
  const { challenge: value }: { challenge: string } = JSON.parse(text)
  return value
}

async function add(visitor: Visitor, device: Authenticator, { name = 'My phone', ...quirks }: Quirks & { name?: string } = {}) {
  return visitor.post(ADD, { name, passkey: device.register(await challenge(visitor, 'register'), quirks) }, { json: true })
}

async function signIn(visitor: Visitor, device: Authenticator, quirks: Quirks = {}) {
  return visitor.post(
    '/auth/passkey',
    { passkey: device.assert(await challenge(visitor, 'authenticate'), quirks), redirect: '/app' },
    { json: true },
  )
}

async function withPasskey() {
  const person = await newPerson()
  const member = await signedIn(person)
  const device = new Authenticator(site().app.url)
  expect(await add(member, device)).toMatchObject({ status: 200, text: JSON.stringify({ to: `${LIST}?done=added` }) })
  const id = UUID.exec((await member.get(LIST)).text)?.[1] ?? ''
  return { person, member, device, id }
}

const withoutChallenge = (text = '{}') => ({ ...JSON.parse(text), challenge: '' })
const isIn = async (visitor: Visitor) => (await visitor.get('/app')).status === 200
const eventsOf = async ({ id }: Person) =>
  (await query((sql) => sql<{ name: string }[]>`select name from event where subject_id = ${id} order by created_at`)).map(
    ({ name }) => name,
  )
const refusedWith = (problem: string) => ({ status: 422, text: expect.stringContaining(problem) })

describe('a passkey', () => {
  it('is added, listed, used, renamed and removed, each with its event [ASVS 6.3.3, 16.3.1]', async () => {
    const { person, member, device, id } = await withPasskey()
    expect((await member.get(LIST)).text).toContain('Not used yet')
    // What a later notice takes back is told by the time in the id.
    expect(await query((sql) => sql`select uuid_extract_version(id) as version from passkey where id = ${id}`)).toEqual([{ version: 7 }])
    const visitor = new Visitor(site().app)
    expect(await signIn(visitor, device)).toMatchObject({ status: 200, text: '{"to":"/app"}' })
    expect(await isIn(visitor)).toBe(true)
    expect((await member.get(LIST)).text).not.toContain('Not used yet')
    expect(await member.post(`${LIST}/${id}/rename`, { name: 'Key ring' })).toMatchObject({ location: `${LIST}?done=renamed` })
    expect((await member.get(LIST)).text).toContain('Key ring')
    expect(await member.post(`${LIST}/${id}/remove`, {})).toMatchObject({ location: `${LIST}?done=removed` })
    expect(await signIn(new Visitor(site().app), device)).toMatchObject(refusedWith('not known here'))
    expect(await eventsOf(person)).toEqual(expect.arrayContaining(['passkey.added', 'passkey.renamed', 'passkey.removed']))
    // This one follows the answer.
    await until('the sign-in is recorded', async () => (await eventsOf(person)).includes('session.started'))
  })

  it('signs in someone with two-factor on without a code, since the device has checked the person [ASVS 6.3.3]', async () => {
    const { person, device } = await withPasskey()
    await turnOnTwoFactor(site().app.databaseUrl, site().secret, person.id)
    const visitor = new Visitor(site().app)
    expect(await signIn(visitor, device)).toMatchObject({ text: '{"to":"/app"}' })
    expect(await isIn(visitor)).toBe(true)
  })

  it('gives a session that is proven, and ends the one that was presented with it (session fixation) [ASVS 7.2.4]', async () => {
    const { person, device } = await withPasskey()
    const planted = await signedIn(person, { proven: false })
    const thief = new Visitor(site().app)
    for (const [name, value] of planted.cookies) thief.cookies.set(name, value)
    await signIn(planted, device)
    expect(await planted.get(ADD)).toMatchObject({ status: 200 })
    expect(await isIn(thief)).toBe(false)
  })
})

describe('without user verification, a passkey', () => {
  it('cannot be added', async () => {
    const member = await signedIn(await newPerson())
    const device = new Authenticator(site().app.url)
    expect(await add(member, device, { isVerified: false })).toMatchObject(refusedWith('did not check that it is you'))
    expect(await signIn(new Visitor(site().app), device)).toMatchObject(refusedWith('not known here'))
  })

  it('does not sign in, although it is the right one [ASVS 6.3.4]', async () => {
    const { device, person } = await withPasskey()
    const visitor = new Visitor(site().app)
    expect(await signIn(visitor, device, { isVerified: false })).toMatchObject(refusedWith('did not check that it is you'))
    expect(await isIn(visitor)).toBe(false)
    expect(await query((sql) => sql`select 1 from session where user_id = ${person.id}`)).toHaveLength(1)
  })

  it('confirms nothing', async () => {
    const { device, person } = await withPasskey()
    const member = await signedIn(person, { proven: false })
    const passkey = device.assert(await challenge(member, 'authenticate'), { isVerified: false })
    expect(await member.post('/confirm', { passkey, redirect: ADD }, { json: true })).toMatchObject(refusedWith('did not check'))
    expect(await member.get(ADD)).toMatchObject({ status: 307 })
  })

  it('is not what the server asks for', async () => {
    const { member } = await withPasskey()
    const asked = await new Visitor(site().app).get('/api/auth/passkey/generate-authenticate-options')
    expect(JSON.parse(asked.text)).toMatchObject({ userVerification: 'required' })
    const made = await member.get('/api/auth/passkey/generate-register-options')
    expect(JSON.parse(made.text)).toMatchObject({ authenticatorSelection: { userVerification: 'required', residentKey: 'required' } })
  })
})

describe('step-up with a passkey', () => {
  it('is enough by itself, and gives a session of its own', async () => {
    const { person, device } = await withPasskey()
    const member = await signedIn(person, { proven: false })
    const copy = new Visitor(site().app)
    for (const [name, value] of member.cookies) copy.cookies.set(name, value)
    const passkey = device.assert(await challenge(member, 'authenticate'))
    expect(await member.post('/confirm', { passkey, redirect: ADD })).toMatchObject({ status: 303, location: ADD })
    expect(await member.get(ADD)).toMatchObject({ status: 200 })
    expect(await isIn(copy)).toBe(false)
    expect(await eventsOf(person)).toContain('session.confirmed')
  })

  it('does not take the passkey of somebody else, an attacker’s with a stolen session among them', async () => {
    const { device } = await withPasskey()
    const member = await signedIn(await newPerson(), { proven: false })
    const passkey = device.assert(await challenge(member, 'authenticate'))
    expect(await member.post('/confirm', { passkey, redirect: ADD }, { json: true })).toMatchObject(refusedWith('not known here'))
    expect(await member.get(ADD)).toMatchObject({ status: 307 })
  })
})

describe('an answer of a passkey', () => {
  it('works once: replayed, it is refused [ASVS 6.5.1]', async () => {
    const { device } = await withPasskey()
    const visitor = new Visitor(site().app)
    const passkey = device.assert(await challenge(visitor, 'authenticate'))
    const kept = new Map(visitor.cookies)
    expect(await visitor.post('/auth/passkey', { passkey }, { json: true })).toMatchObject({ status: 200 })
    const thief = new Visitor(site().app)
    for (const [name, value] of kept) thief.cookies.set(name, value)
    expect(await thief.post('/auth/passkey', { passkey }, { json: true })).toMatchObject(refusedWith('could not be checked'))
  })

  it('works once of eight at one moment', async () => {
    const { device } = await withPasskey()
    const visitor = new Visitor(site().app)
    const passkey = device.assert(await challenge(visitor, 'authenticate'))
    const answers = await Promise.all(Array.from({ length: 8 }, () => visitor.post('/auth/passkey', { passkey }, { json: true })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it.each([
    ['to another site’s page (phishing)', { origin: 'https://evil.test' }],
    ['whose counter went back (a cloned device)', { counter: 1 }],
  ])('%s is refused', async (_what, quirks) => {
    const { device } = await withPasskey()
    expect(await signIn(new Visitor(site().app), device)).toMatchObject({ status: 200 })
    expect(await signIn(new Visitor(site().app), device, quirks)).toMatchObject(refusedWith('could not be checked'))
  })

  it.each([
    '',
    '{}',
    'null',
    '[]',
    '{"id":{"a":1}}',
    '{"id":"x","rawId":"x","type":"public-key","response":{"clientDataJSON":"%"}}',
    '\u0000',
  ])('that is none is refused and no failure: %j', async (passkey) => {
    const visitor = new Visitor(site().app)
    await challenge(visitor, 'authenticate')
    expect((await visitor.post('/auth/passkey', { passkey }, { json: true })).status).toBe(422)
    const member = await signedIn(await newPerson())
    await challenge(member, 'register')
    expect((await member.post(ADD, { name: 'x', passkey }, { json: true })).status).toBe(422)
  })
})

describe('adding a passkey', () => {
  it('takes a fresh proof: a stolen session alone gets no challenge, and its answer is not taken [ASVS 7.5.1]', async () => {
    const person = await newPerson()
    const member = await signedIn(person, { proven: false })
    expect(await member.get('/api/auth/passkey/generate-register-options')).toMatchObject({ status: 403 })
    expect(await new Visitor(site().app).get('/api/auth/passkey/generate-register-options')).toMatchObject({ status: 403 })
    const proven = await signedIn(person)
    const passkey = new Authenticator(site().app.url).register(await challenge(proven, 'register'))
    for (const [name, value] of proven.cookies) if (name !== SESSION_COOKIE) member.cookies.set(name, value)
    expect(await member.post(ADD, { name: 'x', passkey })).toMatchObject({ location: expect.stringMatching(/^\/confirm/) })
    expect(await query((sql) => sql`select 1 from passkey where user_id = ${person.id}`)).toEqual([])
  })

  it('is refused where the challenge was for somebody else', async () => {
    const [one, other] = [await signedIn(await newPerson()), await signedIn(await newPerson())]
    const passkey = new Authenticator(site().app.url).register(await challenge(one, 'register'))
    for (const [name, value] of one.cookies) if (name !== SESSION_COOKIE) other.cookies.set(name, value)
    expect(await other.post(ADD, { name: 'x', passkey }, { json: true })).toMatchObject(refusedWith('could not be checked'))
  })

  it('is refused for one that is known already, also to somebody else', async () => {
    const { device } = await withPasskey()
    expect(await add(await signedIn(await newPerson()), device)).toMatchObject(refusedWith('could not be checked'))
  })

  it('names those the person has, so that a device does not make a second', async () => {
    const { member, device } = await withPasskey()
    const { text } = await member.get('/api/auth/passkey/generate-register-options')
    expect(JSON.parse(text)).toMatchObject({ excludeCredentials: [{ id: device.id }] })
  })

  it('ends at ten [ASVS 2.3.2]', async () => {
    const { person, member } = await withPasskey()
    await query(
      (sql) => sql`
        insert into passkey (user_id, public_key, credential_id, counter, device_type, backed_up)
        select ${person.id}, 'x', ${person.id} || n, 0, 'singleDevice', false from generate_series(1, 9) as n`,
    )
    expect((await member.get(ADD)).text).toContain('which is the limit')
    expect(await add(member, new Authenticator(site().app.url))).toMatchObject(refusedWith('which is the limit'))
  })

  it.each([
    ['no name', ''],
    ['a name of invisible characters', '\u3164\u2800'],
    ['a long one', 'x'.repeat(61)],
    ['one that turns the text around', 'a\u202eb'],
  ])('refuses %s', async (_what, name) => {
    expect((await add(await signedIn(await newPerson()), new Authenticator(site().app.url), { name })).status).toBe(422)
  })
})

describe('a passkey of somebody else', () => {
  it('is not told apart from one that does not exist, and stays as it is [ASVS 8.2.2]', async () => {
    const { id, device } = await withPasskey()
    const { member } = await withPasskey()
    const other = await signedIn(await newPerson())
    for (const act of ['rename', 'remove']) {
      const answers = await Promise.all(
        [id, NOBODY, 'x'].map((which) => other.post(`${LIST}/${which}/${act}`, { name: 'x' }, { json: true })),
      )
      expect(answers.map(({ status, text }) => [status, text.replaceAll(/"values":.*/g, '')])).toEqual(
        answers.map(() => [422, answers[0]?.text.replaceAll(/"values":.*/g, '')]),
      )
    }
    expect((await member.get(LIST)).text).not.toContain(id)
    expect(await signIn(new Visitor(site().app), device)).toMatchObject({ status: 200 })
  })
})

describe('the last way in', () => {
  it('is not taken away, not even by two removals at one moment [ASVS 2.3.4]', async () => {
    const { person, member, id } = await withPasskey()
    await query((sql) => sql`delete from account where user_id = ${person.id}`)
    expect(await member.post(`${LIST}/${id}/remove`, {}, { json: true })).toMatchObject(refusedWith('last way to sign in'))
    expect((await member.get(`${LIST}/${id}/remove`)).text).toContain('is your last way to sign in')
    await add(member, new Authenticator(site().app.url))
    const ids = (await query((sql) => sql<{ id: string }[]>`select id from passkey where user_id = ${person.id}`)).map((row) => row.id)
    const answers = await Promise.all(ids.map((which) => member.post(`${LIST}/${which}/remove`, {}, { json: true })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
  })
})

describe('what the server tells about passkeys', () => {
  it('is the same for every stranger, and holds nobody’s ids [ASVS 6.3.8]', async () => {
    const { device } = await withPasskey()
    const [one, other] = await Promise.all([1, 2].map(() => new Visitor(site().app).get('/api/auth/passkey/generate-authenticate-options')))
    expect(withoutChallenge(one?.text)).toEqual(withoutChallenge(other?.text))
    expect(one?.text).not.toContain(device.id)
    expect(JSON.parse(one?.text ?? '{}')).not.toHaveProperty('allowCredentials')
  })

  it('holds no key: the endpoints of the library that list and change are closed', async () => {
    const { member, device, id } = await withPasskey()
    expect(await member.get('/api/auth/passkey/list-user-passkeys')).toMatchObject({ status: 404 })
    for (const path of ['delete-passkey', 'update-passkey', 'verify-registration', 'verify-authentication'])
      expect(await member.auth(`/passkey/${path}`, { id, name: 'x' })).toMatchObject({ status: 404 })
    expect((await member.get(LIST)).text).not.toContain(device.id)
  })
})
