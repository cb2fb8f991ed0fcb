import { describe, expect, it } from 'vitest'
import { Authenticator } from '../support/authenticator.ts'
import { Visitor, linkTo } from '../support/browserless.ts'
import { signInWithGithub, useGithub } from '../support/github.ts'
import { newcomer } from '../support/github-newcomer.ts'
import { CHECKOUT_CLI, runCommand } from '../support/operator.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'
import { eventsOf, signedIn } from '../support/signed-in.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'
import { settingsOf } from '../support/worker.ts'

const github = useGithub()
const site = useOwnApp(() => github().env)
const SUSPENDED = 'This account is suspended. If you think that is a mistake, write to support@example.com.'

const command = (words: string[], file?: string) => runCommand(['ban', ...words], settingsOf(site()), file)
const ban = ({ email }: Pick<Person, 'email'>) => command([email])
const newPerson = () => createPerson(site().app.databaseUrl)
const isIn = async (visitor: Visitor) => (await visitor.get('/app')).status === 200
const sessionsOf = ({ id }: Person) => withSql(site().app.databaseUrl, (sql) => sql`select 1 from session where user_id = ${id}`)

const challenge = async (visitor: Visitor, kind: string): Promise<string> =>
  JSON.parse((await visitor.get(`/api/auth/passkey/generate-${kind}-options`)).text).challenge

describe('a person who is banned', () => {
  it('is signed out everywhere on the next request, and the event says who was shut out [ASVS 7.4.2, 16.3.3]', async () => {
    const here = await signedIn(site())
    const there = await signedIn(site(), here.person)
    expect(await ban(here.person)).toEqual({ code: 0, output: `${here.person.email} is banned. Sessions ended: 2.` })
    for (const { visitor } of [here, there]) expect((await visitor.get('/app')).location).toContain('/sign-in')
    expect(await sessionsOf(here.person)).toEqual([])
    expect(await eventsOf(site().app, here.person.id)).toEqual(['user.banned'])
  })

  it('learns it from a right password, and whom to write to; a wrong one tells nothing (enumeration) [ASVS 6.3.8, 7.4.2]', async () => {
    const person = await newPerson()
    await ban(person)
    const stranger = new Visitor(site().app)
    expect(await stranger.post('/sign-in', person, { json: true })).toMatchObject({ status: 422, text: expect.stringContaining(SUSPENDED) })
    expect(await isIn(stranger)).toBe(false)
    const wrong = (email: string) => new Visitor(site().app).post('/sign-in', { email, password: 'not the password' }, { json: true })
    const [known, unknown] = [await wrong(person.email), await wrong('nobody@example.com')]
    expect(known.status).toBe(unknown.status)
    expect(known.text.replaceAll(person.email, '')).toBe(unknown.text.replaceAll('nobody@example.com', ''))
  })

  it('does not get in by Better Auth’s own endpoint', async () => {
    const { email, password } = await newPerson()
    await ban({ email })
    expect(await new Visitor(site().app).auth('/sign-in/email', { email, password })).toMatchObject({ status: 403 })
  })

  it('does not get in by a link that was mailed before [ASVS 7.4.2]', async () => {
    const person = await newPerson()
    const visitor = new Visitor(site().app)
    await visitor.post('/magic-link', { email: person.email })
    const token = new URLSearchParams((await linkTo(site().app, person.email, '/magic-link')).split('?')[1]).get('token') ?? ''
    await ban(person)
    expect(await visitor.post('/magic-link', { token }, { json: true })).toMatchObject({
      status: 422,
      text: expect.stringContaining('link_invalid'),
    })
    expect(await isIn(visitor)).toBe(false)
  })

  it('does not get in with the second factor of a sign-in that was half done [ASVS 7.4.2]', async () => {
    const { app, secret } = site()
    const person = await newPerson()
    const { codeAt } = await turnOnTwoFactor(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    expect((await visitor.post('/sign-in', person)).location).toContain('/two-factor')
    await ban(person)
    expect(await visitor.post('/two-factor', { code: codeAt() })).toMatchObject({
      location: '/sign-in?notice=challenge_over',
    })
    expect(await isIn(visitor)).toBe(false)
  })

  it('does not get in with a passkey [ASVS 7.4.2]', async () => {
    const { app } = site()
    const member = await signedIn(site())
    const device = new Authenticator(app.url)
    const added = { name: 'Key', passkey: device.register(await challenge(member.visitor, 'register')) }
    expect((await member.visitor.post('/settings/security/passkeys/add', added)).location).toContain('done=added')
    await ban(member.person)
    const visitor = new Visitor(app)
    const passkey = device.assert(await challenge(visitor, 'authenticate'))
    expect((await visitor.post('/auth/passkey', { passkey }, { json: true })).status).toBe(422)
    expect(await isIn(visitor)).toBe(false)
    expect(await sessionsOf(member.person)).toEqual([])
  })

  it('does not get in through GitHub, which says why [ASVS 7.4.2]', async () => {
    const { login, emails } = newcomer(github())
    await signInWithGithub(new Visitor(site().app), login)
    await command([emails[0]?.email ?? ''])
    const back = new Visitor(site().app)
    const { location } = await signInWithGithub(back, login)
    expect(location).toContain('error=account_suspended')
    expect((await back.get(location ?? '')).text).toContain(SUSPENDED)
    expect(await isIn(back)).toBe(false)
  })

  it('does not get in by setting a new password', async () => {
    const person = await newPerson()
    const visitor = new Visitor(site().app)
    await ban(person)
    await visitor.post('/forgot-password', { email: person.email })
    const link = await linkTo(site().app, person.email, '/reset-password')
    const token = new URLSearchParams(link.split('?')[1]).get('token') ?? ''
    const password = 'another fine password'
    await visitor.post('/reset-password', { token, password })
    expect(await isIn(visitor)).toBe(false)
    expect((await visitor.post('/sign-in', { email: person.email, password }, { json: true })).text).toContain(SUSPENDED)
  })

  it('may sign in again when the ban is lifted, with the sessions that ended still ended', async () => {
    const { visitor, person } = await signedIn(site())
    await ban(person)
    expect(await command(['--lift', person.email])).toEqual({ code: 0, output: `${person.email} may sign in again.` })
    expect(await isIn(visitor)).toBe(false)
    const again = new Visitor(site().app)
    await again.post('/sign-in', person)
    expect(await isIn(again)).toBe(true)
    expect(await eventsOf(site().app, person.id)).toEqual(expect.arrayContaining(['user.banned', 'user.unbanned', 'session.started']))
  })
})

describe('the command that bans', () => {
  it('says so when there is nothing to do, and records it once', async () => {
    const person = await newPerson()
    await ban(person)
    expect(await ban(person)).toEqual({ code: 0, output: `${person.email} is banned already.` })
    expect(await eventsOf(site().app, person.id)).toEqual(['user.banned'])
    expect(await command(['--lift', (await newPerson()).email])).toMatchObject({ output: expect.stringContaining('is not banned') })
  })

  it('fails in one line for nobody it knows, and for words it does not understand', async () => {
    expect(await command(['nobody@example.com'])).toEqual({
      code: 1,
      output: 'gatehouse: There is no account with the address nobody@example.com.',
    })
    for (const words of [[], ['--unban', 'a@example.com'], ['a@example.com', 'b@example.com'], ['ada']])
      expect(await command(words)).toEqual({ code: 1, output: expect.stringMatching(/^gatehouse: Say whom: [^\n]*--lift[^\n]*$/) })
  })

  it('answers with an internationalized address as people read it, not in Punycode', async () => {
    expect(await command(['nobody@Müller-Lab.example'])).toEqual({
      code: 1,
      output: 'gatehouse: There is no account with the address nobody@müller-lab.example.',
    })
  })

  it('works from a checkout too: npm run cli -- ban', async () => {
    const person = await newPerson()
    expect(await command([person.email.toUpperCase()], CHECKOUT_CLI)).toMatchObject({
      code: 0,
      output: expect.stringContaining('is banned'),
    })
  })
})
