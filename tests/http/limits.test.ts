import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { SIGN_INS, counts, guess, many, nobody, pass, said, useUp } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const visitor = () => new Visitor(site().app)
const NEW_PASSWORD = 'another horse battery'

/** Twelve tries, each at another account: what stops them is the address. */
async function twelve(headersOf: (turn: number) => Record<string, string>) {
  const from = visitor()
  const found = []
  for (let turn = 0; turn < SIGN_INS + 2; turn += 1) found.push((await guess(from, nobody(), headersOf(turn))).status)
  return found
}

describe('who guesses passwords from one place', () => {
  const stopped = [...many(SIGN_INS, 422), 429, 429]

  it.each(['forwarded', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'x-gatehouse-client-address'])(
    'gets no fresh count by forging %s [ASVS 4.1.3, 6.3.1, 15.3.4]',
    async (name) => {
      const address = (turn: number) => (name === 'forwarded' ? `for=203.0.113.${turn}` : `203.0.113.${turn}`)
      expect(await twelve((turn) => ({ [name]: address(turn) }))).toEqual(stopped)
    },
  )

  it('gets no fresh count by writing addresses into X-Forwarded-For before our proxy does [ASVS 4.1.3, 6.3.1, 15.3.4]', async () => {
    expect(await twelve((turn) => ({ 'x-forwarded-for': `203.0.113.${turn}, 198.18.0.7` }))).toEqual(stopped)
  })

  it('gets no fresh count by moving within the /64 that a home or a server has, and a neighbour is not stopped [ASVS 6.3.1, 15.3.4]', async () => {
    expect(await twelve((turn) => ({ 'x-forwarded-for': `2001:db8:7:7:${turn.toString(16)}::${turn}` }))).toEqual(stopped)
    expect((await guess(visitor(), nobody(), { 'x-forwarded-for': '2001:db8:7:8::1' })).status).toBe(422)
  })

  it('gets no fresh count by spelling an address in another way [ASVS 6.3.1, 15.3.4]', async () => {
    const spellings = ['198.18.0.9', '::ffff:198.18.0.9', '[::ffff:c612:9]:4711', '198.18.0.9:80', '0:0:0:0:0:ffff:198.18.0.9']
    expect(await twelve((turn) => ({ 'x-forwarded-for': spellings[turn % spellings.length] ?? '' }))).toEqual(stopped)
  })

  it('gets no fresh count by garbage, which is no key of its own [ASVS 6.3.1, 15.3.4]', async () => {
    expect(await twelve((turn) => ({ 'x-forwarded-for': `${turn} ${'x'.repeat(8000)}` }))).toEqual(stopped)
  })

  it('does not stop fifty honest clients behind the same proxy [ASVS 6.1.1, 15.3.4]', async () => {
    const attacker = visitor()
    const people = await Promise.all(many(50, null).map(() => createPerson(site().app.databaseUrl)))
    const attack = Promise.all(many(40, null).map(() => said(guess(attacker, nobody()))))
    for (const person of people) expect(await visitor().post('/sign-in', person)).toMatchObject({ location: '/app' })
    expect((await attack).toSorted()).toEqual([...many(SIGN_INS, '422 credentials_wrong'), ...many(30, '429 too_many')])
  })

  it('is not helped by signing in to an account of their own in between [ASVS 6.3.1]', async () => {
    const [from, own] = [visitor(), await createPerson(site().app.databaseUrl)]
    for (let turn = 1; turn < SIGN_INS; turn += 1) {
      expect((await guess(from, nobody())).status).toBe(422)
      expect(await from.post('/sign-in', own)).toMatchObject({ location: '/app' })
    }
    expect((await guess(from, nobody())).status).toBe(422)
    expect((await guess(from, nobody())).status).toBe(429)
  })
})

describe('whoever is told to wait', () => {
  it('is told how long, less as time goes by, by script and on the page without scripts [ASVS 2.4.1]', async () => {
    const from = visitor()
    await Promise.all(many(SIGN_INS, null).map(() => guess(from, nobody())))
    const first = Number((await guess(from, nobody())).headers.get('retry-after'))
    expect(first).toBeGreaterThan(30)
    await pass(site().app, 30)
    const second = Number((await guess(from, nobody())).headers.get('retry-after'))
    expect(second).toBeLessThanOrEqual(30)
    expect(await from.post('/sign-in', { email: nobody(), password: 'x' })).toMatchObject({ status: 303, location: '/sign-in' })
    expect((await from.get('/sign-in')).text).toMatch(/Too many tries\. Try again in \d+ seconds\./)
    await pass(site().app, 31)
    expect((await guess(from, nobody())).status).toBe(422)
  })

  it('for long is told so in minutes, in their language', async () => {
    const { visitor: member } = await signedIn(site())
    const wrong = { current: 'wrong', password: NEW_PASSWORD }
    for (let turn = 0; turn <= 10; turn += 1) await member.post('/settings/security/password', wrong)
    expect((await member.get('/settings/security/password')).text).toContain('Too many tries. Try again in 60 minutes.')
    await member.post('/language', { locale: 'de' })
    await member.post('/settings/security/password', wrong)
    expect((await member.get('/settings/security/password')).text).toContain('Versuchen Sie es in 60 Minuten erneut.')
  })

  it('at the API gets a code and the wait [ASVS 2.4.1]', async () => {
    const from = visitor()
    for (let turn = 0; turn < SIGN_INS; turn += 1)
      expect((await from.auth('/sign-in/email', { email: nobody(), password: 'not the password' })).status).toBe(401)
    const stopped = await from.auth('/sign-in/email', { email: nobody(), password: 'not the password' })
    expect(stopped).toMatchObject({ status: 429, text: '{"code":"TOO_MANY"}' })
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

const write = ({ visitor: from }: { visitor: Visitor }, address = from.address) =>
  from.post('/settings/profile', { name: '' }, { json: true, headers: { 'x-forwarded-for': address } })

describe('a flood of writes', () => {
  it('by one person is refused with a wait, from any address; other users and reads are not affected [ASVS 2.4.1, 15.2.2]', async () => {
    const [member, other] = [await signedIn(site()), await signedIn(site())]
    expect((await write(member)).status).toBe(422)
    await useUp(site().app, 300)
    const stopped = await write(member, '198.18.0.77')
    expect(stopped).toMatchObject({ status: 429, text: expect.stringContaining('too_many') })
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await write(other)).status).toBe(422)
    expect((await member.visitor.get('/settings/profile')).status).toBe(200)
  })

  it('from one address is refused at every form and the API, and signing out is not [ASVS 2.4.1, 15.2.2]', async () => {
    const { visitor: from } = await signedIn(site())
    await from.post('/language', { locale: 'en' })
    await useUp(site().app, 300)
    expect(await from.post('/language', { locale: 'de' }, { json: true })).toMatchObject({
      status: 429,
      text: expect.stringContaining('too_many'),
    })
    expect(await from.auth('/reset-password', {})).toMatchObject({ status: 429, text: '{"code":"TOO_MANY"}' })
    expect(await from.post('/sign-in', { email: nobody(), password: 'x' })).toMatchObject({ status: 303, location: '/sign-in' })
    expect(await visitor().post('/language', { locale: 'en' }, { json: true })).toMatchObject({ status: 200 })
    expect(await from.post('/sign-out', {})).toMatchObject({ status: 303, location: '/sign-in?notice=signed_out' })
  })

  it('from another site does not use up what a person may write (cross-site request forgery) [ASVS 3.5.1]', async () => {
    const { visitor: from } = await signedIn(site())
    const before = await counts(site().app)
    const answer = await from.post('/settings/profile', { name: 'New' }, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(answer.status).toBe(403)
    expect(await counts(site().app)).toEqual(before)
  })

  it('is not made by reading: pages, reads and the session count nothing [ASVS 15.2.2]', async () => {
    const { visitor: from } = await signedIn(site())
    const before = await counts(site().app)
    for (const path of ['/', '/sign-in', '/app', '/settings/profile', '/settings/security/log', '/api/auth/get-session', '/no-such-page'])
      expect((await from.get(path)).status).toBeLessThan(500)
    expect(await counts(site().app)).toEqual(before)
  })
})
