import { describe, expect, it } from 'vitest'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'

const site = useOwnApp()
const PASSWORD = 'correct horse battery'
const newPerson = () => ({ name: 'Zoe Lind', email: `zoe-${crypto.randomUUID().slice(0, 8)}@example.com`, password: PASSWORD })

async function signedUp() {
  const { app } = site()
  const visitor = new Visitor(app)
  const person = newPerson()
  expect(await visitor.post('/sign-up', person)).toMatchObject({ status: 303, location: '/check-email' })
  const link = await linkTo(app, person.email, '/verify-email')
  return { app, visitor, person, token: new URLSearchParams(link.split('?')[1]).get('token') ?? '' }
}

describe('a new person', () => {
  it('cannot sign in before confirming, then can, and the link works once [ASVS 2.3.1, 6.5.1]', async () => {
    const { visitor, person, token } = await signedUp()
    expect(await visitor.post('/sign-in', person)).toMatchObject({ status: 303, location: '/check-email' })
    expect(await visitor.get(`/verify-email?token=${token}`)).toMatchObject({ status: 200 })
    expect(await visitor.get('/app')).toMatchObject({ status: 307 })
    expect(await visitor.post('/verify-email', { token })).toMatchObject({ status: 303, location: '/sign-in?notice=email_confirmed' })
    expect(await visitor.post('/verify-email', { token }, { json: true })).toMatchObject({
      status: 422,
      text: expect.stringContaining('link_used'),
    })
    expect(await visitor.post('/sign-in', person)).toMatchObject({ status: 303, location: '/app' })
    expect((await visitor.get('/app')).text).toContain('Zoe Lind')
  })

  it('is not confirmed by a mail scanner that opens the link [ASVS 3.5.3]', async () => {
    const { app, visitor, person, token } = await signedUp()
    await visitor.get(`/verify-email?token=${token}`)
    expect(await visitor.get(`/api/auth/verify-email?token=${token}&callbackURL=/.//evil.test`)).toMatchObject({
      status: 404,
      location: null,
    })
    const rows = await withSql(app.databaseUrl, (sql) => sql`select email_verified from "user" where email = ${person.email}`)
    expect(rows).toEqual([{ email_verified: false }])
  })

  it('is refused with a link that was altered, has expired or is none [ASVS 6.5.5]', async () => {
    const { visitor, token } = await signedUp()
    for (const bad of [`${token}x`, '', 'a.b.c', 'x'.repeat(3000)]) {
      const answer = await visitor.post('/verify-email', { token: bad }, { json: true })
      expect([bad.length, answer.status]).toEqual([bad.length, 422])
    }
  })
})

describe('a stranger who signs up the address of someone else (pre-hijacking)', () => {
  it('gets nothing: the owner is asked for the password, resets it by mail, and the stranger’s is gone, with its sessions [ASVS 6.6.2]', async () => {
    const { app } = site()
    const email = `victim-${crypto.randomUUID().slice(0, 8)}@example.com`
    const [attacker, victim] = [new Visitor(app), new Visitor(app)]
    await attacker.post('/sign-up', { name: 'Mallory', email, password: 'the attacker chose this' })
    await linkTo(app, email, '/verify-email')
    const mails = app.mail.received.filter((mail) => mail.to === email).length
    await victim.post('/sign-up', { name: 'Vera', email, password: PASSWORD })
    await until('the second mail is there', () => app.mail.received.filter((mail) => mail.to === email).length > mails)
    const token = new URLSearchParams((await linkTo(app, email, '/verify-email')).split('?')[1]).get('token') ?? ''

    expect(await victim.post('/verify-email', { token }, { json: true })).toMatchObject({
      status: 422,
      text: expect.stringContaining('password_needed'),
    })
    expect(await victim.post('/verify-email', { token, password: PASSWORD }, { json: true })).toMatchObject({
      text: expect.stringContaining('password_not_chosen'),
    })
    expect(await attacker.post('/sign-in', { email, password: 'the attacker chose this' })).toMatchObject({ location: '/check-email' })

    const planted = await withSql(app.databaseUrl, async (sql) => {
      const [person] = await sql<{ id: string }[]>`select id from "user" where email = ${email}`
      return createSession(app.databaseUrl, site().secret, person?.id ?? '')
    })
    const isThere = () =>
      withSql(app.databaseUrl, async (sql) => (await sql`select 1 from session where token = ${planted.token}`).length > 0)
    const viewer = async () => (await fetch(`${app.url}/api/auth/get-session`, { headers: { cookie: planted.cookie } })).json()
    // Of an address that nobody has confirmed no session counts, whoever holds it.
    expect([await isThere(), await viewer()]).toEqual([true, null])
    await victim.post('/forgot-password', { email })
    const reset = new URLSearchParams((await linkTo(app, email, '/reset-password')).split('?')[1]).get('token') ?? ''
    expect(await victim.post('/reset-password', { token: reset, password: PASSWORD })).toMatchObject({
      location: '/sign-in?notice=password_reset',
    })
    expect(await victim.post('/sign-in', { email, password: PASSWORD })).toMatchObject({ location: '/app' })
    expect(await attacker.post('/sign-in', { email, password: 'the attacker chose this' }, { json: true })).toMatchObject({
      text: expect.stringContaining('credentials_wrong'),
    })
    expect([await isThere(), await viewer()]).toEqual([false, null])
  })

  it('has chosen a password that the owner of the link cannot guess by trying (brute force) [ASVS 6.3.1]', async () => {
    const { app } = site()
    const { person, token } = await signedUp()
    const tryPassword = (password: string) => new Visitor(app).post('/verify-email', { token, password }, { json: true })
    for (let attempt = 1; attempt <= 10; attempt += 1) expect((await tryPassword(`wrong ${attempt}`)).status).toBe(422)
    const late = await tryPassword(person.password)
    expect(late).toMatchObject({ status: 429, text: expect.stringContaining('too_many') })
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(800)
  })

  it('cannot confirm in a browser that signed up another address [ASVS 6.6.2]', async () => {
    const { app } = site()
    const { visitor } = await signedUp()
    const other = await signedUp()
    expect(await visitor.post('/verify-email', { token: other.token }, { json: true })).toMatchObject({
      text: expect.stringContaining('password_needed'),
    })
    expect(await new Visitor(app).post('/verify-email', { token: other.token, password: PASSWORD })).toMatchObject({
      location: '/sign-in?notice=email_confirmed',
    })
  })
})

describe('a session', () => {
  it('is new at each sign-in, and the one presented with it ends (session fixation) [ASVS 7.2.2, 7.2.4]', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const planted = await createSession(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    visitor.cookies.set('gatehouse.session_token', planted.cookie.split('=')[1] ?? '')
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
    expect(await visitor.post('/sign-in', person)).toMatchObject({ status: 303, location: '/app' })
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
    const left = await withSql(app.databaseUrl, (sql) => sql`select token from session where user_id = ${person.id}`)
    expect(left).toHaveLength(1)
    expect(left[0]?.token).not.toBe(planted.token)
  })

  it('is over at the next request after sign-out, also for a copy of the cookie [ASVS 7.4.1]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const [visitor, thief] = [new Visitor(app), new Visitor(app)]
    await visitor.post('/sign-in', person)
    for (const [name, value] of visitor.cookies) thief.cookies.set(name, value)
    expect(await thief.get('/app')).toMatchObject({ status: 200 })
    expect(await visitor.post('/sign-out', {})).toMatchObject({ status: 303, location: '/sign-in?notice=signed_out' })
    expect(await thief.get('/app')).toMatchObject({ status: 307 })
  })

  it('has a cookie that scripts cannot read, and its token stands in no page and no body [ASVS 3.3.2, 3.3.4, 14.3.3]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    const answer = await visitor.post('/sign-in', person)
    expect(answer.headers.getSetCookie().find((line) => line.startsWith('gatehouse.session_token='))).toMatch(/; HttpOnly; SameSite=Lax$/)
    const [row] = await withSql(app.databaseUrl, (sql) => sql`select token from session where user_id = ${person.id}`)
    const signedIn = await new Visitor(app).auth('/sign-in/email', person)
    const bodies = [
      signedIn,
      ...(await Promise.all(['/app', '/settings/profile', '/', '/api/auth/get-session'].map((path) => visitor.get(path)))),
    ]
    for (const { status, text } of bodies) {
      expect(status).toBe(200)
      expect(text).not.toContain(row?.token)
      expect(text).not.toContain('"token"')
    }
  })

  it('lasts a week when asked to be kept, and no longer than the browser when not', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const line = async (fields: Record<string, string>) =>
      (await new Visitor(app).post('/sign-in', { ...person, ...fields })).headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith('gatehouse.session_token='))
    expect(await line({ remember: 'on' })).toContain('Max-Age=604800')
    expect(await line({})).not.toContain('Max-Age')
  })
})

const tokenOf = async (person: { email: string }) => {
  const link = await linkTo(site().app, person.email, '/reset-password')
  return new URLSearchParams(link.split('?')[1]).get('token') ?? ''
}

describe('a password reset', () => {
  it('sets the new password, ends every session, tells by mail, and its link works once [ASVS 6.4.3, 6.5.1, 7.4.3]', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { cookie } = await createSession(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    expect(await visitor.post('/forgot-password', { email: person.email })).toMatchObject({ status: 303 })
    const token = await tokenOf(person)
    expect(await visitor.post('/reset-password', { token, password: 'another horse battery' })).toMatchObject({
      status: 303,
      location: '/sign-in?notice=password_reset',
    })
    expect(await visitor.get('/app', { cookie })).toMatchObject({ status: 307 })
    expect(await visitor.post('/reset-password', { token, password: 'a third horse battery' }, { json: true })).toMatchObject({
      text: expect.stringContaining('link_invalid'),
    })
    expect(await visitor.post('/sign-in', person, { json: true })).toMatchObject({ text: expect.stringContaining('credentials_wrong') })
    expect(await visitor.post('/sign-in', { ...person, password: 'another horse battery' })).toMatchObject({ location: '/app' })
    await linkTo(app, person.email, '/not-me')
  })

  it('gives way to one of eight who use the link at the same moment (race) [ASVS 2.3.4, 6.5.1]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    await new Visitor(app).post('/forgot-password', { email: person.email })
    const token = await tokenOf(person)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        new Visitor(app).post('/reset-password', { token, password: `horse battery number ${index}` }, { json: true }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('ends the older link when a newer one is asked for [ASVS 6.6.2]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    await visitor.post('/forgot-password', { email: person.email })
    const older = await tokenOf(person)
    await visitor.post('/forgot-password', { email: person.email })
    await expect.poll(() => tokenOf(person), { timeout: 15_000 }).not.toBe(older)
    expect(await visitor.post('/reset-password', { token: older, password: PASSWORD }, { json: true })).toMatchObject({ status: 422 })
    expect(await visitor.post('/reset-password', { token: await tokenOf(person), password: PASSWORD }, { json: true })).toMatchObject({
      status: 200,
    })
  })

  it('stores no token that a reader of the database could use, in tables or in the queue [ASVS 14.2.4]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    await new Visitor(app).post('/forgot-password', { email: person.email })
    const token = await tokenOf(person)
    const found = await withSql(app.databaseUrl, async (sql) => [
      ...(await sql`select 1 from verification where identifier like ${`%${token}%`} or value like ${`%${token}%`}`),
      ...(await sql`select 1 from pgboss.job where data::text like ${`%${token}%`}`),
    ])
    expect(found).toEqual([])
  })

  it('refuses a weak password and keeps the link alive [ASVS 6.2.4]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    await visitor.post('/forgot-password', { email: person.email })
    const token = await tokenOf(person)
    expect(await visitor.post('/reset-password', { token, password: 'qwerty123456' }, { json: true })).toMatchObject({
      text: expect.stringContaining('password_common'),
    })
    expect(await visitor.post('/reset-password', { token, password: PASSWORD }, { json: true })).toMatchObject({ status: 200 })
  })

  it('refuses the own address and name as the password, by the form and the API, and keeps the link valid [ASVS 6.2.11]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl, { name: 'Wilhelmina Quartermain' })
    const visitor = new Visitor(app)
    await visitor.post('/forgot-password', { email: person.email })
    const token = await tokenOf(person)
    for (const password of [person.email, person.email.toUpperCase(), person.name]) {
      const byForm = await visitor.post('/reset-password', { token, password }, { json: true })
      const byApi = await visitor.auth('/reset-password', { token, newPassword: password })
      expect([byForm.status, JSON.parse(byForm.text).fields, JSON.parse(byApi.text).code]).toEqual([
        422,
        { password: 'password_personal' },
        'PASSWORD_PERSONAL',
      ])
    }
    expect(await visitor.post('/reset-password', { token, password: PASSWORD }, { json: true })).toMatchObject({ status: 200 })
  })

  it('names the account to a password manager on the page of a valid link, which the page does not spend', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    await visitor.post('/forgot-password', { email: person.email })
    const token = await tokenOf(person)
    const page = await visitor.get(`/reset-password?token=${token}`)
    expect(page.text).toMatch(new RegExp(`<input[^>]*autocomplete="username"[^>]*value="${person.email}"`, 'i'))
    expect(await visitor.post('/reset-password', { token, password: PASSWORD }, { json: true })).toMatchObject({ status: 200 })
    for (const bad of [token, 'guessed', `${token}x`])
      expect((await visitor.get(`/reset-password?token=${bad}`)).text).not.toMatch(
        new RegExp(`autocomplete="username"|${person.email}`, 'i'),
      )
  })

  it('says the same of every password to someone without a valid link', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    for (const password of [person.email, 'qwerty123456', PASSWORD]) {
      const byForm = await new Visitor(app).post('/reset-password', { token: 'guessed', password }, { json: true })
      const byApi = await new Visitor(app).auth('/reset-password', { token: 'guessed', newPassword: password })
      expect([JSON.parse(byForm.text).form, JSON.parse(byApi.text).code]).toEqual(['link_invalid', 'INVALID_TOKEN'])
    }
  })

  it('is linked from the configured origin whatever Host the request claims (host header poisoning)', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    await new Visitor(app).post('/forgot-password', { email: person.email }, { headers: { 'x-forwarded-host': 'evil.test' } })
    await tokenOf(person)
    expect(app.mail.received.filter((mail) => `${mail.html}${mail.text}`.includes('evil.test'))).toEqual([])
  })
})
