import { describe, expect, inject, it } from 'vitest'
import { startApp } from '../support/app.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, SESSION_COOKIE, createPerson, createSession, withSql } from '../support/person.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const PATH = '/magic-link'
const SENT = { status: 303, location: '/magic-link?sent=yes' }

const query = <Row extends object>(work: (sql: Parameters<Parameters<typeof withSql>[1]>[0]) => Promise<Row[]>) =>
  withSql(site().app.databaseUrl, work)
const newPerson = () => createPerson(site().app.databaseUrl)
const mailsTo = (email: string) => site().app.mail.received.filter(({ to }) => to === email).length
const isIn = async (visitor: Visitor) => (await visitor.get('/app')).status === 200

async function tokenFor(email: string, visitor = new Visitor(site().app)): Promise<string> {
  const before = mailsTo(email)
  expect(await visitor.post(PATH, { email })).toMatchObject(SENT)
  await until('the mail is there', () => mailsTo(email) > before)
  return new URLSearchParams((await linkTo(site().app, email, PATH)).split('?')[1]).get('token') ?? ''
}

describe('a link by mail', () => {
  it('signs in by a button, once, and leads to where the person wanted to go', async () => {
    const person = await newPerson()
    const visitor = new Visitor(site().app)
    expect(await visitor.post(PATH, { email: person.email, redirect: '/settings/profile' })).toMatchObject(SENT)
    const link = await linkTo(site().app, person.email, PATH)
    const { token = '', redirect = '' } = Object.fromEntries(new URLSearchParams(link.split('?')[1]))
    expect(await visitor.get(link)).toMatchObject({ status: 200, headers: expect.anything() })
    expect((await visitor.get(link)).headers.get('referrer-policy')).toBe('strict-origin')
    expect(await isIn(visitor)).toBe(false)
    expect(await visitor.post(PATH, { token, redirect })).toMatchObject({ status: 303, location: '/settings/profile' })
    expect(await isIn(visitor)).toBe(true)
    expect(await new Visitor(site().app).post(PATH, { token }, { json: true })).toMatchObject({
      status: 422,
      text: expect.stringContaining('expired'),
    })
  })

  it('counts as a proof: what asks for step-up is open', async () => {
    const person = await newPerson()
    const visitor = new Visitor(site().app)
    await visitor.post(PATH, { token: await tokenFor(person.email) })
    expect(await visitor.get('/settings/security/passkeys/add')).toMatchObject({ status: 200 })
  })

  it('is not used up by a mail scanner that opens it, and the library’s own door is closed [ASVS 3.5.3]', async () => {
    const person = await newPerson()
    const token = await tokenFor(person.email)
    const scanner = new Visitor(site().app)
    await scanner.get(`${PATH}?token=${token}`)
    expect(await scanner.get(`/api/auth/magic-link/verify?token=${token}&callbackURL=/.//evil.test`)).toMatchObject({
      status: 404,
      location: null,
    })
    expect(await scanner.auth('/sign-in/magic-link', { email: person.email })).toMatchObject({ status: 404 })
    expect(await new Visitor(site().app).post(PATH, { token })).toMatchObject({ location: '/app' })
  })

  it('works for one of eight who use it at one moment [ASVS 6.5.1]', async () => {
    const person = await newPerson()
    const token = await tokenFor(person.email)
    const answers = await Promise.all(Array.from({ length: 8 }, () => new Visitor(site().app).post(PATH, { token }, { json: true })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(7)
    expect(await query((sql) => sql`select 1 from session where user_id = ${person.id}`)).toHaveLength(1)
  })

  it('ends with the next one that is asked for [ASVS 6.6.2]', async () => {
    const person = await newPerson()
    const older = await tokenFor(person.email)
    const newer = await tokenFor(person.email)
    expect(await new Visitor(site().app).post(PATH, { token: older }, { json: true })).toMatchObject({ status: 422 })
    expect(await new Visitor(site().app).post(PATH, { token: newer })).toMatchObject({ location: '/app' })
  })

  it('ends after ten minutes [ASVS 6.5.5]', async () => {
    const person = await newPerson()
    const token = await tokenFor(person.email)
    await query(
      (sql) => sql`update verification set expires_at = expires_at - interval '10 minutes' where value like ${`%${person.email}%`}`,
    )
    expect(await new Visitor(site().app).post(PATH, { token }, { json: true })).toMatchObject({ status: 422 })
  })

  it.each(['', 'x', 'x'.repeat(3000), '../x', 'a%00b'])('that is none is refused: %.20j', async (token) => {
    expect((await new Visitor(site().app).post(PATH, { token }, { json: true })).status).toBe(422)
  })

  it.each(['//evil.test', '/.//evil.test', 'https://evil.test'])(
    'never leads to another site: %s (open redirect) [ASVS 3.7.2]',
    async (redirect) => {
      const person = await newPerson()
      const visitor = new Visitor(site().app)
      await visitor.post(PATH, { email: person.email, redirect })
      const link = await linkTo(site().app, person.email, PATH)
      expect(link).not.toContain('evil')
      const token = new URLSearchParams(link.split('?')[1]).get('token') ?? ''
      expect(await visitor.post(PATH, { token, redirect })).toMatchObject({ location: '/app' })
    },
  )

  it('is stored so that a reader of the database cannot use it, in tables or in the queue [ASVS 14.2.4]', async () => {
    const person = await newPerson()
    const token = await tokenFor(person.email)
    const found = await withSql(site().app.databaseUrl, async (sql) => [
      ...(await sql`select 1 from verification where identifier like ${`%${token}%`} or value like ${`%${token}%`}`),
      ...(await sql`select 1 from pgboss.job where data::text like ${`%${token}%`}`),
    ])
    expect(found).toEqual([])
  })

  it('ends the session that is presented with it (session fixation) [ASVS 7.2.4]', async () => {
    const { app, secret } = site()
    const [person, attacker] = [await newPerson(), await newPerson()]
    const planted = await createSession(app.databaseUrl, secret, attacker.id)
    const visitor = new Visitor(app)
    visitor.cookies.set(SESSION_COOKIE, planted.cookie.split('=')[1] ?? '')
    await visitor.post(PATH, { token: await tokenFor(person.email) })
    expect((await visitor.get('/settings/profile')).text).toContain(person.email)
    expect(await query((sql) => sql`select 1 from session where token = ${planted.token}`)).toEqual([])
  })
})

describe('with two-factor on, a link by mail', () => {
  it('gives no session before the code [ASVS 6.3.4]', async () => {
    const { app, secret } = site()
    const person = await newPerson()
    const factor = await turnOnTwoFactor(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    expect(await visitor.post(PATH, { token: await tokenFor(person.email), redirect: '/settings/profile' })).toMatchObject({
      status: 303,
      location: '/two-factor?redirect=%2Fsettings%2Fprofile',
    })
    expect(await isIn(visitor)).toBe(false)
    expect(await query((sql) => sql`select 1 from session where user_id = ${person.id}`)).toEqual([])
    expect(await visitor.post('/two-factor', { code: factor.codeAt(), redirect: '/settings/profile' })).toMatchObject({
      location: '/settings/profile',
    })
    expect(await isIn(visitor)).toBe(true)
  })
})

describe('who asks for a link', () => {
  it('hears the same for an address that nobody has, and no mail goes out', async () => {
    const person = await newPerson()
    const [known, unknown] = [new Visitor(site().app), new Visitor(site().app)]
    const nobody = `nobody-${crypto.randomUUID().slice(0, 8)}@example.com`
    const answers = [
      await known.post(PATH, { email: person.email }, { json: true }),
      await unknown.post(PATH, { email: nobody }, { json: true }),
    ]
    expect(answers[0]).toMatchObject({ status: 200, text: answers[1]?.text })
    await until('the one mail is there', () => mailsTo(person.email) === 1)
    expect(mailsTo(nobody)).toBe(0)
    expect(await query((sql) => sql`select 1 from "user" where email = ${nobody}`)).toEqual([])
  })

  it('leaves no count behind that names an address', async () => {
    const person = await newPerson()
    await new Visitor(site().app).post(PATH, { email: person.email })
    expect(await query((sql) => sql`select 1 from try_count where key_hash like ${`%${person.email}%`}`)).toEqual([])
  })

  it.each(['', 'no-address', 'a@b'])('is told what is wrong with %j', async (email) => {
    expect((await new Visitor(site().app).post(PATH, { email }, { json: true })).status).toBe(422)
    expect((await new Visitor(site().app).post(PATH, {}, { json: true })).status).toBe(422)
  })
})

describe('a stranger who signs up the address of someone else (pre-hijacking)', () => {
  it('is out for good when its owner arrives with a link by mail, and the owner is not stuck', async () => {
    const { app, secret } = site()
    const email = `victim-${crypto.randomUUID().slice(0, 8)}@example.com`
    const attacker = { name: 'Mallory', email, password: 'the attacker chose this' }
    const mallory = new Visitor(app)
    await mallory.post('/sign-up', attacker)
    await until('the account is there', async () => (await query((sql) => sql`select 1 from "user" where email = ${email}`)).length === 1)
    const [person] = await query((sql) => sql<Person[]>`select * from "user" where email = ${email}`)
    const planted = await createSession(app.databaseUrl, secret, person?.id ?? '')

    const victim = new Visitor(app)
    expect(await victim.post(PATH, { token: await tokenFor(email) })).toMatchObject({ location: '/app' })
    expect(await isIn(victim)).toBe(true)

    expect(await mallory.post('/sign-in', attacker, { json: true })).toMatchObject({ status: 422, text: expect.stringContaining('wrong') })
    expect(await query((sql) => sql`select 1 from session where token = ${planted.token}`)).toEqual([])
    expect(await query((sql) => sql`select 1 from account where user_id = ${person?.id ?? ''}`)).toEqual([])
    const verified = () => query((sql) => sql`select 1 from event where subject_id = ${person?.id ?? ''} and name = 'user.email_verified'`)
    await until('the proof of the address is in the history', async () => (await verified()).length === 1)

    await victim.post('/forgot-password', { email })
    const reset = new URLSearchParams((await linkTo(app, email, '/reset-password')).split('?')[1]).get('token') ?? ''
    await victim.post('/reset-password', { token: reset, password: 'password of the owner' })
    expect(await victim.post('/sign-in', { email, password: 'password of the owner' })).toMatchObject({ location: '/app' })
  })
})

describe('where links by mail are off', () => {
  it('there is no page, no button and no answer', async () => {
    const app = await startApp(inject('server'), { MAGIC_LINK: 'off' })
    try {
      const visitor = new Visitor(app)
      expect(await visitor.get(PATH)).toMatchObject({ status: 404 })
      expect((await visitor.get('/sign-in')).text).not.toContain(PATH)
      expect(await visitor.post(PATH, { email: 'kim@example.com' }, { json: true })).toMatchObject({ status: 422 })
      expect(await visitor.post(PATH, { token: 'x' }, { json: true })).toMatchObject({ status: 422 })
    } finally {
      await app.stop()
    }
  })
})

describe('who guesses at links', () => {
  it('is stopped after twenty in a minute, with a right one too (brute force) [ASVS 6.6.3]', async () => {
    const { email } = await newPerson()
    const visitor = new Visitor(site().app)
    for (let tries = 0; tries < 20; tries += 1)
      expect(await visitor.post(PATH, { token: `guess${tries}` }, { json: true })).toMatchObject({ status: 422 })
    const token = await tokenFor(email)
    expect(await visitor.post(PATH, { token }, { json: true })).toMatchObject({ status: 429 })
    expect(await new Visitor(site().app).post(PATH, { token })).toMatchObject({ location: '/app' })
  })
})
