import { describe, expect, it } from 'vitest'
import { type Answer, Visitor, linkTo } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson } from '../support/person.ts'

const site = useOwnApp()
const PASSWORD = 'correct horse battery'
const unknown = () => `nobody-${crypto.randomUUID().slice(0, 8)}@example.com`

/** New in each answer: when it was, which it was, and what a cookie holds. */
const NEW_EACH_TIME = new Set(['date', 'x-request-id', 'set-cookie'])

/** What an answer tells: status, place, headers, and the keys and plain values of its body, without the address itself. */
function told({ status, location, text, headers }: Answer, email: string) {
  const cookies = headers.getSetCookie().map((line) => line.replace(/=[^;]*/, '').replace(/expires=[^;]*/i, 'Expires'))
  const values = [...headers].map(([name, value]) => [name, NEW_EACH_TIME.has(name) ? '' : value.replaceAll(/'nonce-[^']*'/g, 'NONCE')])
  return { status, location, cookies, values, body: text.replaceAll(email, 'EMAIL') }
}

/** Known and confirmed, known and not confirmed, unknown. */
async function addresses() {
  const { app } = site()
  const [confirmed, unconfirmed] = await Promise.all([createPerson(app.databaseUrl), createPerson(app.databaseUrl, { verified: false })])
  return [confirmed.email, unconfirmed.email, unknown()]
}

async function answersAlike(ask: (visitor: Visitor, email: string) => Promise<Answer>) {
  const [first, ...others] = await Promise.all(
    (await addresses()).map(async (email) => told(await ask(new Visitor(site().app), email), email)),
  )
  expect(first?.status).toBeLessThan(500)
  for (const other of others) expect(other).toEqual(first)
}

describe('a stranger learns nothing about who has an account (account enumeration) [ASVS 6.3.8]', () => {
  for (const json of [false, true]) {
    const how = json ? 'by script' : 'by form'
    it(`at sign-up ${how}`, () =>
      answersAlike((visitor, email) => visitor.post('/sign-up', { name: 'X', email, password: PASSWORD }, { json })))
    it(`at sign-in ${how}`, () =>
      answersAlike((visitor, email) => visitor.post('/sign-in', { email, password: 'not the password' }, { json })))
    it(`at forgot ${how}`, () => answersAlike((visitor, email) => visitor.post('/forgot-password', { email }, { json })))
    it(`at resend ${how}`, () => answersAlike((visitor, email) => visitor.post('/check-email', { email }, { json })))
    it(`at a link by mail ${how}`, () => answersAlike((visitor, email) => visitor.post('/magic-link', { email }, { json })))
  }

  it('at sign-up through the API', () =>
    answersAlike((visitor, email) => visitor.auth('/sign-up/email', { name: 'X', email, password: PASSWORD })))
  it('at sign-in through the API', () =>
    answersAlike((visitor, email) => visitor.auth('/sign-in/email', { email, password: 'not the password' })))
  it('at forgot through the API', () => answersAlike((visitor, email) => visitor.auth('/request-password-reset', { email })))
  it('at resend through the API', () => answersAlike((visitor, email) => visitor.auth('/send-verification-email', { email })))
})

/** As the server waits, less what clocks differ. */
const BEAT_MS = 245

describe('the time of an answer (timing attack)', () => {
  it.each([
    ['/sign-up', { name: 'X', password: PASSWORD }],
    ['/sign-in', { password: 'not the password' }],
    ['/forgot-password', {}],
    ['/magic-link', {}],
  ])(
    'of %s is a whole beat for every address, whatever was done for it: npm run bench:enumeration measures what is left [ASVS 6.3.8]',
    async (path, fields) => {
      for (const email of await addresses()) {
        const started = performance.now()
        await new Visitor(site().app).post(path, { ...fields, email }, { json: true })
        expect(performance.now() - started).toBeGreaterThan(BEAT_MS)
      }
    },
  )
})

describe('the owner of a known address', () => {
  it('is told by mail that someone tried to sign up with it, and keeps the account', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    await new Visitor(app).post('/sign-up', { name: 'Mallory', email: person.email, password: PASSWORD })
    await linkTo(app, person.email, '/sign-in')
    expect(await new Visitor(app).post('/sign-in', { email: person.email, password: PASSWORD }, { json: true })).toMatchObject({
      status: 422,
    })
    expect(await new Visitor(app).post('/sign-in', person)).toMatchObject({ location: '/app' })
  })

  it('gets the link again when the address was never confirmed', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl, { verified: false })
    await new Visitor(app).post('/sign-up', { name: 'Same person', email: person.email, password: PASSWORD })
    await linkTo(app, person.email, '/verify-email')
  })
})
