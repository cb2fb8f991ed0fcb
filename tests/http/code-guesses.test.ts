import { describe, expect, it } from 'vitest'
import { Visitor, linkTo } from '../support/browserless.ts'
import { pass } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'
import { type SecondFactor, STEP_MS, codeOf, forgetUsedCodes, turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const CHALLENGE = '/two-factor?redirect=%2Fapp'
const SENSITIVE = '/settings/security/passkeys/add'
const KNOWN_DEVICE = 'gatehouse.known_device'
const TRIES = 10
const TRIES_OF_CHALLENGE = 5

type Owner = Person & SecondFactor
const visitor = () => new Visitor(site().app)

async function withTwoFactor(person?: Person): Promise<Owner> {
  const owner = person ?? (await createPerson(site().app.databaseUrl))
  return { ...owner, ...(await turnOnTwoFactor(site().app.databaseUrl, site().secret, owner.id)) }
}

/** At the second factor, from an address of its own, with the known-device cookie of that browser. */
async function challenged({ email, password }: Person, device?: string): Promise<Visitor> {
  const from = visitor()
  if (device !== undefined) from.cookies.set(KNOWN_DEVICE, device)
  expect(await from.post('/sign-in', { email, password })).toMatchObject({ location: CHALLENGE })
  return from
}

const guess = (from: Visitor) => from.post('/two-factor', { code: 'no code' }, { json: true })
const answer = async (from: Visitor, owner: Owner, at = Date.now()) =>
  (await from.post('/two-factor', { code: owner.codeAt(at) }, { json: true })).status

/** Wrong codes in one challenge after another, until codes are locked. */
async function guessesUntilLocked(owner: Person, device?: string): Promise<number> {
  for (let guesses = 0; guesses < 3 * TRIES;) {
    const from = await challenged(owner, device)
    for (let turn = 1; turn < TRIES_OF_CHALLENGE; turn += 1) {
      guesses += 1
      if ((await guess(from)).status === 429) return guesses
    }
  }
  return Infinity
}

/** The owner's browser, which has passed the second factor, signed in. */
async function ownBrowser(owner: Owner): Promise<Visitor> {
  const own = await challenged(owner)
  expect(await answer(own, owner)).toBe(200)
  await forgetUsedCodes(site().app.databaseUrl, owner.id)
  return own
}
const deviceOf = (from: Visitor) => from.cookies.get(KNOWN_DEVICE) ?? ''

describe('an attacker who knows the password', () => {
  it('does not lock the second factor in the owner’s browser, at sign-in or at step-up (malicious lockout) [ASVS 6.1.1]', async () => {
    const owner = await withTwoFactor()
    const own = await ownBrowser(owner)
    expect(await guessesUntilLocked(owner)).toBe(TRIES)
    expect(await answer(await challenged(owner), owner)).toBe(429)

    await withSql(site().app.databaseUrl, (sql) => sql`update session set proven_at = null where user_id = ${owner.id}`)
    const now = Date.now()
    const proof = { redirect: SENSITIVE, password: owner.password, code: owner.codeAt(now) }
    expect(await own.post('/confirm', proof)).toMatchObject({ location: SENSITIVE })
    expect(await answer(await challenged(owner, deviceOf(own)), owner, now + STEP_MS)).toBe(200)
  })

  it('gets ten guesses in a quarter of an hour, and none more by the owner’s success elsewhere [ASVS 6.1.1]', async () => {
    const owner = await withTwoFactor()
    const own = await ownBrowser(owner)
    expect(await guessesUntilLocked(owner)).toBe(TRIES)
    expect(await answer(await challenged(owner, deviceOf(own)), owner)).toBe(200)
    expect((await guess(await challenged(owner))).status).toBe(429)
    await pass(site().app, 15 * 60)
    expect((await guess(await challenged(owner))).status).toBe(422)
  })

  it('gets no guesses of a known device from a browser that signed in before two-factor was on [ASVS 6.1.1]', async () => {
    const person = await createPerson(site().app.databaseUrl)
    const early = visitor()
    expect(await early.post('/sign-in', person)).toMatchObject({ location: '/app' })
    const owner = await withTwoFactor(person)
    expect(await guessesUntilLocked(owner)).toBe(TRIES)
    expect((await guess(await challenged(owner, deviceOf(early)))).status).toBe(429)
  })

  it('gets no guesses of a known device from a browser that reset the password by email [ASVS 6.1.1]', async () => {
    const owner = await withTwoFactor()
    const from = visitor()
    await from.post('/forgot-password', { email: owner.email })
    const token = new URLSearchParams((await linkTo(site().app, owner.email, '/reset-password')).split('?')[1]).get('token') ?? ''
    const password = 'another horse battery'
    await from.post('/reset-password', { token, password })
    expect(deviceOf(from)).not.toBe('')
    const changed = { ...owner, password }
    expect(await guessesUntilLocked(changed)).toBe(TRIES)
    expect((await guess(await challenged(changed, deviceOf(from)))).status).toBe(429)
  })

  it('gets ten guesses with a stolen known-device cookie, and takes none from other devices [ASVS 6.1.1]', async () => {
    const owner = await withTwoFactor()
    const own = await ownBrowser(owner)
    expect(await guessesUntilLocked(owner, deviceOf(own))).toBe(TRIES)
    expect((await guess(await challenged(owner, deviceOf(own)))).status).toBe(429)
    expect(await answer(await challenged(owner), owner)).toBe(200)
  })
})

describe('the browser in which two-factor was turned on', () => {
  it('is a known device of it from then on', async () => {
    const person = await createPerson(site().app.databaseUrl)
    const own = visitor()
    await own.post('/sign-in', person)
    const setUp = '/settings/security/two-factor/set-up'
    const key = /otpauth:[^"]*?secret=([A-Z2-7]+)/.exec((await own.get(setUp)).text)?.[1] ?? ''
    await own.post(setUp, { code: codeOf(key) })
    expect(await guessesUntilLocked(person)).toBe(TRIES)
    const again = await challenged(person, deviceOf(own))
    expect((await again.post('/two-factor', { code: codeOf(key, Date.now() + STEP_MS) })).location).toBe('/app')
  })
})
