import { describe, expect, it } from 'vitest'
import { hashToken, newToken } from '#auth/sessions/hashed-token.server.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, SESSION_COOKIE, createPerson, withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'
import { type SecondFactor, forgetUsedCodes, turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const CHALLENGE = '/two-factor?redirect=%2Fapp'
const SESSIONS = '/settings/sessions'

const query = (text: string, values: string[]) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))
const tokenIn = (link: string) => new URLSearchParams(link.split('?')[1]).get('token') ?? ''
const idOfDevice = async ({ id }: Person) => String((await query('select id from trusted_device where user_id = $1', [id]))[0]?.id)

async function personWithTwoFactor(): Promise<Person & SecondFactor> {
  const { app, secret } = site()
  const person = await createPerson(app.databaseUrl)
  return { ...person, ...(await turnOnTwoFactor(app.databaseUrl, secret, person.id)) }
}

/** A browser that this person has trusted. */
async function trustedBy({ id, email, password, codeAt }: Person & SecondFactor): Promise<Visitor> {
  const visitor = new Visitor(site().app)
  expect(await visitor.post('/sign-in', { email, password })).toMatchObject({ location: CHALLENGE })
  expect(await visitor.post('/two-factor', { code: codeAt(), trust: 'on' })).toMatchObject({ location: '/app' })
  await forgetUsedCodes(site().app.databaseUrl, id)
  return visitor
}

/** Where this browser is led by a link in a mail, which needs no password: some of these changes leave none. */
async function arrive(visitor: Visitor, email: string): Promise<string | null> {
  const { app } = site()
  const isLink = (mail: { to: string; text: string }) => mail.to === email && mail.text.includes('/magic-link?')
  const before = app.mail.received.filter(isLink).length
  visitor.cookies.delete(SESSION_COOKIE)
  await visitor.post('/magic-link', { email })
  await until('the link is there', () => app.mail.received.filter(isLink).length > before)
  return (await visitor.post('/magic-link', { token: tokenIn(await linkTo(app, email, '/magic-link')) })).location
}

/** By both mailboxes. Returns the new address. */
async function changeEmail(person: Person): Promise<string> {
  const { app } = site()
  const { visitor } = await signedIn(site(), person)
  const email = `new-${crypto.randomUUID().slice(0, 8)}@example.com`
  await visitor.post('/settings/account/email', { email })
  for (const [address, path] of [
    [person.email, '/change-email/confirm'],
    [email, '/change-email/verify'],
  ] as const)
    await visitor.post(path, { token: tokenIn(await linkTo(app, address, path)) })
  expect(await query('select email from "user" where id = $1', [person.id])).toEqual([{ email }])
  return email
}

async function disown({ id }: Person): Promise<void> {
  const token = newToken()
  await query(
    `insert into mail_link (user_id, purpose, token_hash, data, expires_at)
     values ($1, 'not_me', $2, jsonb_build_object('eventId', $3::text), now() + interval '1 day')`,
    [id, hashToken(token), crypto.randomUUID()],
  )
  expect(await new Visitor(site().app).post('/not-me', { token })).toMatchObject({ location: '/not-me?done=yes' })
}

const post = async (person: Person, path: string, fields: Record<string, string>) =>
  expect((await (await signedIn(site(), person)).visitor.post(path, fields)).location).toMatch(`${path}?done=`)

describe('the cookie of a trusted device is dead', () => {
  it.each<[string, (person: Person) => Promise<unknown>]>([
    [
      'the password was changed',
      (person) => post(person, '/settings/security/password', { current: person.password, password: 'another battery horse' }),
    ],
    ['that device was forgotten', async (person) => post(person, SESSIONS, { act: 'forget', id: await idOfDevice(person) })],
    ['all other sessions were signed out', (person) => post(person, SESSIONS, { act: 'end-others' })],
    ['a notice was answered by "this wasn’t me"', disown],
  ])('after %s [ASVS 6.5.6]', async (_, change) => {
    const person = await personWithTwoFactor()
    const device = await trustedBy(person)
    expect(await arrive(device, person.email)).toBe('/app')
    await change(person)
    expect(await arrive(device, person.email)).toBe(CHALLENGE)
    expect((await device.get('/app')).location).toContain('/sign-in')
  })

  it('after the address was changed, and after that was taken back [ASVS 6.5.6]', async () => {
    const person = await personWithTwoFactor()
    const first = await trustedBy(person)
    const email = await changeEmail(person)
    expect(await arrive(first, email)).toBe(CHALLENGE)

    const second = await trustedBy({ ...person, email })
    expect(await arrive(second, email)).toBe('/app')
    const undo = tokenIn(await linkTo(site().app, person.email, '/change-email/undo'))
    expect(await new Visitor(site().app).post('/change-email/undo', { token: undo })).toMatchObject({
      location: '/change-email/undo?done=undone',
    })
    expect(await arrive(second, person.email)).toBe(CHALLENGE)
  })
})

describe('the cookie of a trusted device lives on', () => {
  it('after another device was forgotten, a session ended or the person signed out', async () => {
    const person = await personWithTwoFactor()
    await trustedBy(person)
    const other = await idOfDevice(person)
    const device = await trustedBy(person)
    const { sessionId } = await signedIn(site(), person)
    await post(person, SESSIONS, { act: 'forget', id: other })
    await post(person, SESSIONS, { act: 'end', id: sessionId })
    await device.post('/sign-out', {})
    expect(await arrive(device, person.email)).toBe('/app')
  })
})
