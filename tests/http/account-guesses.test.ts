import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { GUESSES, GUESSES_BEFORE_CHALLENGE, guess, many, nobody, pass, said, useUp } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson } from '../support/person.ts'
import { solve } from '../support/solve.ts'

const KNOWN_DEVICE = 'gatehouse.known_device'
const NEW_PASSWORD = 'another horse battery'

const site = useOwnApp()
const visitor = () => new Visitor(site().app)
const newPerson = () => createPerson(site().app.databaseUrl)
const signIn = (from: Visitor, { email, password }: Person) => said(from.post('/sign-in', { email, password }, { json: true }))
const deviceOf = (from: Visitor) => from.cookies.get(KNOWN_DEVICE) ?? ''

/** A browser at an address of its own, with a device cookie and nothing else. */
function withCookie(value: string): Visitor {
  const from = visitor()
  from.cookies.set(KNOWN_DEVICE, value)
  return from
}

/** Strangers have used up every try there is. */
async function exhaust(email: string): Promise<void> {
  for (let turn = 0; turn < GUESSES_BEFORE_CHALLENGE; turn += 1) await guess(visitor(), email)
  await useUp(site().app, GUESSES)
}

const attack = async (email: string, times: number) => {
  const found = []
  for (let turn = 0; turn < times; turn += 1) found.push(await said(guess(visitor(), email)))
  return found
}

const stopped = (tries: number) => [...many(GUESSES_BEFORE_CHALLENGE, '422 credentials_wrong'), ...many(tries, '429 challenge')]

describe('who guesses one account’s password from many places', () => {
  it('from thirty addresses gets ten tries, and twenty with solved challenges, then only waiting helps [ASVS 6.3.1, 2.4.1]', async () => {
    const { email, password } = await newPerson()
    expect(await attack(email, 30)).toEqual(stopped(20))
    const solved = []
    for (let turn = GUESSES_BEFORE_CHALLENGE; turn <= GUESSES; turn += 1) {
      const from = visitor()
      solved.push(await said(guess(from, email, await solve(from, '/sign-in'))))
    }
    expect(solved).toEqual([...many(GUESSES - GUESSES_BEFORE_CHALLENGE, '422 credentials_wrong'), '429 too_many'])
    expect(await said(visitor().post('/sign-in', { email, password }, { json: true }))).toBe('429 too_many')
    await pass(site().app, 3601)
    expect(await said(visitor().post('/sign-in', { email, password }, { json: true }))).toBe('200 /app')
  })

  it('gets no more by making forty tries at one moment (race) [ASVS 6.3.1]', async () => {
    const { email } = await newPerson()
    const found = await Promise.all(many(40, null).map(() => said(guess(visitor(), email))))
    expect(found.toSorted()).toEqual(stopped(30))
  })

  it('is not told whether there is such an account (enumeration) [ASVS 6.3.8]', async () => {
    const { email } = await newPerson()
    expect(await attack(nobody(), 12)).toEqual(await attack(email, 12))
  })

  it('gets no tries that nobody counts: capital letters, another kind of body, an address that only one reader sees [ASVS 6.3.1, 2.2.1]', async () => {
    const { email, password } = await newPerson()
    await attack(email.toUpperCase(), GUESSES_BEFORE_CHALLENGE)
    expect(await visitor().auth('/sign-in/email', { email: email.toUpperCase(), password })).toMatchObject({
      status: 429,
      text: '{"code":"CHALLENGE"}',
    })
    const bodies = [
      ['application/x-www-form-urlencoded', new URLSearchParams({ email, password }).toString()],
      ['text/plain', JSON.stringify({ email, password })],
      ['application/json', `\uFEFF\uFEFF${JSON.stringify({ email, password })}`],
      ['application/json', `{"email":"${nobody()}","email":"${email}","password":"${password}"}`],
    ] as const
    for (const [type, body] of bodies) {
      const headers = {
        'content-type': type,
        origin: site().app.url,
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': visitor().address,
      }
      const answer = await fetch(`${site().app.url}/api/auth/sign-in/email`, { method: 'POST', headers, body })
      expect([type, answer.status]).toEqual([type, expect.toBeOneOf([400, 415, 429])])
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it('does not lock out who signs in a few times from new places [ASVS 6.1.1]', async () => {
    const person = await newPerson()
    for (let turn = 0; turn < GUESSES_BEFORE_CHALLENGE + 2; turn += 1)
      expect(await visitor().post('/sign-in', person)).toMatchObject({ location: '/app' })
  })
})

/** The person's own browser, signed out; and strangers have used up every try. */
async function underAttack(): Promise<{ person: Person; own: Visitor }> {
  const [person, own] = [await newPerson(), visitor()]
  await own.post('/sign-in', person)
  await exhaust(person.email)
  return { person, own }
}

describe('a browser that has signed its person in before', () => {
  it('still does while strangers guess, and gives them nothing by it (malicious lockout) [ASVS 6.1.1, 6.3.1]', async () => {
    const { person, own } = await underAttack()
    expect(await signIn(visitor(), person)).toBe('429 too_many')
    expect(await signIn(withCookie(deviceOf(own)), person)).toBe('200 /app')
    expect(await signIn(visitor(), person)).toBe('429 too_many')
  })

  it('has a cookie that no script reads and that does not sign anyone in [ASVS 3.3.4]', async () => {
    const [person, own] = [await newPerson(), visitor()]
    const { headers } = await own.post('/sign-in', person)
    const line = headers.getSetCookie().find((cookie) => cookie.startsWith(KNOWN_DEVICE))
    expect(line).toMatch(/; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/)
    expect(line).not.toContain(person.id)
    expect(await withCookie(deviceOf(own)).get('/app')).toMatchObject({ status: 307 })
  })

  it('cannot be forged, nor lent by another account (forged device cookie) [ASVS 6.3.1]', async () => {
    const { person, own } = await underAttack()
    const attacker = visitor()
    await attacker.post('/sign-in', await newPerson())
    const [nonce = ''] = deviceOf(own).split('.')
    const [, ownMark = ''] = deviceOf(attacker).split('.')
    const forged = [
      deviceOf(attacker),
      `${nonce}.${ownMark}`,
      `${nonce}.${randomBytes(32).toString('base64url')}`,
      `${nonce}.`,
      `${randomBytes(16).toString('base64url')}.${randomBytes(32).toString('base64url')}`,
      'x'.repeat(3000),
    ]
    for (const value of forged) expect(await signIn(withCookie(value), person)).toBe('429 too_many')
  })

  it('is a stranger after the password has changed, and the one that changed it is known (stolen device cookie) [ASVS 6.3.1]', async () => {
    const person = await newPerson()
    const [own, thief] = [visitor(), visitor()]
    await Promise.all([own.post('/sign-in', person), thief.post('/sign-in', person)])
    await own.post('/settings/security/password', { current: person.password, password: NEW_PASSWORD })
    await exhaust(person.email)
    const changed = { ...person, password: NEW_PASSWORD }
    expect(await signIn(withCookie(deviceOf(thief)), changed)).toBe('429 too_many')
    expect(await signIn(withCookie(deviceOf(own)), changed)).toBe('200 /app')
  })

  it('guesses ten times an hour itself, and takes no tries from others [ASVS 6.3.1]', async () => {
    const [person, own] = [await newPerson(), visitor()]
    await own.post('/sign-in', person)
    const device = deviceOf(own)
    for (let turn = 0; turn < 10; turn += 1) expect(await said(guess(withCookie(device), person.email))).toBe('422 credentials_wrong')
    expect(await signIn(withCookie(device), person)).toBe('429 too_many')
    expect(await signIn(visitor(), person)).toBe('200 /app')
  })
})
