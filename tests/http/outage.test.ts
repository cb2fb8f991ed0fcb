import { afterEach, describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'
import { call } from '../support/rpc-sweep.ts'

const site = useOwnApp()

/** A failure inside the database that every look-up of a session meets. */
const breakSessions = () => withSql(site().app.databaseUrl, (sql) => sql`alter table session rename to session_away`)
const mendSessions = () => withSql(site().app.databaseUrl, (sql) => sql`alter table if exists session_away rename to session`)

async function signedIn() {
  const { app, secret } = site()
  const person = await createPerson(app.databaseUrl)
  const { cookie, token } = await createSession(app.databaseUrl, secret, person.id)
  const visitor = new Visitor(app)
  visitor.cookies.set('gatehouse.session_token', cookie.split('=')[1] ?? '')
  return { app, person, cookie, token, visitor }
}

describe('while the database fails', () => {
  afterEach(mendSessions)

  it('no answer and no log line holds the query or the session token, and its reference finds the line [ASVS 16.2.5, 16.3.4, 16.5.1]', async () => {
    const { app, visitor, cookie, token } = await signedIn()
    await breakSessions()
    const answers = [
      await visitor.get('/api/auth/get-session'),
      await visitor.get('/app'),
      // Not `step-up needed`: what cannot be read is not missing.
      await visitor.get('/api/auth/passkey/generate-register-options'),
      await visitor.post('/settings/profile', { name: 'X' }, { json: true }),
      await call(app, 'home.getHome', 'GET', cookie),
    ]
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThanOrEqual(500)
      expect(text).not.toContain(token)
      expect(text.toLowerCase()).not.toContain('select "')
    }
    expect(answers[0]?.text).toMatch(/^\{"code":"INTERNAL","reference":"[0-9a-f]{8}"\}$/)
    // What the person can quote finds what went wrong.
    const named = `"requestId":"${JSON.parse(answers[0]?.text ?? '{}').reference}"`
    expect(
      app
        .log()
        .split('\n')
        .filter((line) => line.includes(named) && line.includes('"level":50')),
    ).not.toEqual([])
    expect(app.log()).not.toContain(token)
  })

  it('sign-out does not say that it signed out, and the cookie stays with its living session [ASVS 7.4.1, 16.5.3]', async () => {
    const { visitor } = await signedIn()
    await breakSessions()
    expect(await visitor.post('/sign-out', {}, { json: true })).toMatchObject({
      status: 503,
      text: expect.stringContaining('You are still signed in'),
    })
    expect(await visitor.auth('/sign-out', {})).toMatchObject({ status: 500, text: expect.stringContaining('INTERNAL') })
    await mendSessions()
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
    expect(await visitor.post('/sign-out', {})).toMatchObject({ location: '/sign-in?notice=signed_out' })
    expect(await visitor.get('/app')).toMatchObject({ status: 307 })
  })

  it('nobody is told that they are signed out', async () => {
    const { visitor } = await signedIn()
    await breakSessions()
    expect((await visitor.get('/app')).location).toBeNull()
    await mendSessions()
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
  })

  it('an event that cannot be recorded does not half undo a sign-in', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    await withSql(app.databaseUrl, (sql) => sql`alter table event rename to event_away`)
    expect(await new Visitor(app).post('/sign-in', person)).toMatchObject({ location: '/app' })
    await withSql(app.databaseUrl, (sql) => sql`alter table event_away rename to event`)
  })
})

describe('input that skips the form', () => {
  it('meets the form’s rules at the API too, and no picture or way out is taken along [ASVS 2.2.1, 2.2.2, 8.2.3]', async () => {
    const { app } = site()
    const good = { name: 'Ada', email: `ada-${crypto.randomUUID().slice(0, 8)}@example.com`, password: 'correct horse battery' }
    for (const bad of [
      { name: 'a\u202eb' },
      { name: '\ud800' },
      { name: ' ' },
      { email: `${'a'.repeat(3000)}@example.com` },
      { email: 'x' },
      { password: 'short' },
    ])
      expect(await new Visitor(app).auth('/sign-up/email', { ...good, ...bad })).toMatchObject({ status: 400 })
    const answer = await new Visitor(app).auth('/sign-up/email', {
      ...good,
      image: 'https://evil.test/track.png',
      callbackURL: '/.//evil.test',
    })
    expect(answer).toMatchObject({ status: 200, text: '{"status":true}' })
    const rows = await withSql(app.databaseUrl, (sql) => sql`select image from "user" where email = ${good.email}`)
    expect(rows).toEqual([{ image: null }])
    const person = await createPerson(app.databaseUrl)
    const signIn = await new Visitor(app).auth('/sign-in/email', { ...person, callbackURL: '/.//evil.test' })
    expect([signIn.status, signIn.location, signIn.text.includes('evil.test')]).toEqual([200, null, false])
  })

  it('from eight who sign one new address up at the same moment gives eight same answers and one person [ASVS 2.3.4]', async () => {
    const { app } = site()
    const email = `race-${crypto.randomUUID().slice(0, 8)}@example.com`
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        new Visitor(app).post('/sign-up', { name: 'R', email, password: 'correct horse battery' }, { json: true }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(await withSql(app.databaseUrl, (sql) => sql`select 1 from "user" where email = ${email}`)).toHaveLength(1)
  })

  // Last: the server hangs up on these, and the next request of the same client would meet a closed connection.
  it('is cut off at its limit also when it does not say how long it is', async () => {
    const { app } = site()
    const chunked = (path: string, type: string, bytes: number) =>
      fetch(`${app.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': type, accept: 'application/json', 'sec-fetch-site': 'same-origin', origin: app.url },
        body: new ReadableStream({
          start(controller) {
            for (let sent = 0; sent < bytes; sent += 10_000) controller.enqueue(new TextEncoder().encode('a'.repeat(10_000)))
            controller.close()
          },
        }),
        duplex: 'half',
      } as RequestInit)
    expect((await chunked('/api/auth/sign-in/email', 'application/json', 500_000)).status).toBe(413)
    expect((await chunked('/sign-in', 'application/x-www-form-urlencoded', 500_000)).status).toBe(422)
  })
})
