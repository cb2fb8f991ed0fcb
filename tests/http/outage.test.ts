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
    expect((await app.settledLog()).split('\n').filter((line) => line.includes(named) && line.includes('"level":50'))).not.toEqual([])
    expect(await app.settledLog()).not.toContain(token)
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
