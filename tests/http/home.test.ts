import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { addEvent } from '../support/events.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, createSession, withSql } from '../support/person.ts'

const site = useOwnApp()

async function signIn(visitor: Visitor, { id }: Person) {
  const { app, secret } = site()
  const { cookie } = await createSession(app.databaseUrl, secret, id)
  const [name = '', value = ''] = cookie.split('=', 2)
  visitor.cookies.set(name, value)
}

async function signedIn() {
  const { app } = site()
  const [visitor, person] = [new Visitor(app), await createPerson(app.databaseUrl)]
  await signIn(visitor, person)
  return { app, visitor, person }
}

describe('the list to get started by', () => {
  it('says what is true of the account: done is what was done', async () => {
    const { app, visitor, person } = await signedIn()
    expect((await visitor.get('/app')).text).toContain('1 of 4 done')
    visitor.cookies.set('theme', 'dark')
    expect((await visitor.get('/app')).text).toContain('2 of 4 done')
    expect(await visitor.post('/settings/profile', { name: 'Kim' })).toMatchObject({ status: 303 })
    expect((await visitor.get('/app')).text).toContain('3 of 4 done')
    await withSql(app.databaseUrl, (sql) => sql`update "user" set two_factor_enabled = true where id = ${person.id}`)
    expect((await visitor.get('/app')).text).not.toContain('Getting started')
  })

  it('counts a second browser as something to look at', async () => {
    const { app, visitor, person } = await signedIn()
    await signIn(new Visitor(app), person)
    expect((await visitor.get('/app')).text).toContain('0 of 4 done')
  })

  it('stays hidden for who hid it, and shows to another person in the same browser', async () => {
    const { app, visitor, person } = await signedIn()
    expect(await visitor.post('/app', {})).toMatchObject({ status: 303, location: '/app' })
    expect((await visitor.get('/app')).text).not.toContain('Getting started')
    await signIn(visitor, await createPerson(app.databaseUrl))
    expect((await visitor.get('/app')).text).toContain('Getting started')
    await signIn(visitor, person)
    expect((await visitor.get('/app')).text).not.toContain('Getting started')
  })

  it('cannot be hidden by a stranger, nor from another site (cross-site request forgery)', async () => {
    const { app } = site()
    const stranger = new Visitor(app)
    expect(await stranger.post('/app', {})).toMatchObject({ status: 303, location: expect.stringMatching(/^\/sign-in/) })
    // Who it is comes before what was sent: a stranger hears nothing of a body that cannot be read.
    const unreadable = await stranger.post('/app', {}, { headers: { 'content-type': 'text/plain' } })
    expect(unreadable).toMatchObject({ status: 303, location: expect.stringMatching(/^\/sign-in/) })
    expect([...stranger.cookies.keys()]).toEqual([])
    const { visitor } = await signedIn()
    expect(await visitor.post('/app', {}, { headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 403 })
  })
})

describe('the health of an account', () => {
  it('names the last sign-in by its device and address, and the newest events of this person only', async () => {
    const { app, visitor, person } = await signedIn()
    const other = await createPerson(app.databaseUrl)
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0'
    for (const [subjectId, ipAddress] of [
      [person.id, '192.0.2.1'],
      [other.id, '192.0.2.99'],
    ] as const)
      await withSql(app.databaseUrl, (sql) => addEvent(sql, site().secret, { name: 'session.started', subjectId, ipAddress, userAgent }))
    const { text } = await visitor.get('/app')
    expect(text).toContain('Firefox on Windows')
    expect(text).toContain('192.0.2.1')
    expect(text).not.toContain('192.0.2.99')
    expect(text).not.toContain('rv:132.0')
  })

  it('knows a password that was never changed from one that was', async () => {
    const { app, visitor, person } = await signedIn()
    const never = 'Never: it is the one you signed up with'
    expect((await visitor.get('/app')).text).toContain(never)
    await withSql(app.databaseUrl, (sql) => addEvent(sql, site().secret, { name: 'password.reset', subjectId: person.id }))
    expect((await visitor.get('/app')).text).not.toContain(never)
  })
})
