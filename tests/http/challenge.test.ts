import { createChallenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { derivedKey } from '#platform/crypto/derived-key.ts'
import { Visitor } from '../support/browserless.ts'
import { many, nobody, said, useUp } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { payloadOf, solve } from '../support/solve.ts'

const site = useOwnApp()
const PATH = '/forgot-password'
/** Mails that one address may ask for in a minute: from the first number on with a challenge, in all. */
const [FREE, ALL] = [3, 5]

const stranger = () => ({ name: 'X', email: nobody(), password: 'correct horse battery' })
const ask = (visitor: Visitor, headers: Record<string, string> = {}, path = PATH) =>
  said(visitor.post(path, { email: nobody() }, { json: true, headers }))

/** Somebody who has asked so often that the next one takes a challenge. */
async function challenged(): Promise<Visitor> {
  const visitor = new Visitor(site().app)
  while ((await ask(visitor)) !== '429 challenge');
  return visitor
}

/** A challenge as the app would make it, with what a test changes, and its solution. */
async function made({ path = PATH, expiresAt = new Date(Date.now() + 60_000), secret = site().secret } = {}) {
  const hmacSignatureSecret = derivedKey(secret, 'proof of work').toString('base64url')
  const options = { algorithm: 'SHA-256', cost: 10, counter: 7, data: { path }, expiresAt, deriveKey, hmacSignatureSecret }
  const challenge = await createChallenge(options)
  const solution = (await solveChallenge({ challenge, deriveKey })) ?? { counter: 0, derivedKey: '' }
  return { challenge, solution }
}
const hex = (text: string) => Buffer.from(text, 'hex')
const proofOf = ({ challenge, solution }: Awaited<ReturnType<typeof made>>) => ({ 'x-proof': payloadOf(challenge, solution) })

describe('a challenge', () => {
  it('lets who solves it try once more, and who does not is told when to come back [ASVS 2.4.1, 6.3.1]', async () => {
    const visitor = await challenged()
    const refused = await visitor.post(PATH, { email: nobody() }, { json: true })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.text).toContain('has to show that it is not a bot')
    expect(await ask(visitor, await solve(visitor, PATH))).toBe(`200 ${PATH}?sent=yes`)
    expect(await ask(new Visitor(site().app))).toBe(`200 ${PATH}?sent=yes`)
  })

  it('is met without scripts by words that say what to do [ASVS 2.4.1]', async () => {
    const visitor = await challenged()
    expect(await visitor.post(PATH, { email: nobody() })).toMatchObject({ status: 303, location: PATH })
    expect((await visitor.get(PATH)).text).toContain('switch them on and send this again, or wait one minute')
  })

  it('is taken by a call of the API as by a form, at its own path [ASVS 2.4.1]', async () => {
    const { app } = site()
    const visitor = new Visitor(app)
    const path = '/api/auth/sign-up/email'
    const signUp = (headers: Record<string, string>) =>
      fetch(app.url + path, {
        method: 'POST',
        body: JSON.stringify(stranger()),
        headers: { 'content-type': 'application/json', origin: app.url, 'x-forwarded-for': visitor.address, ...headers },
      })
    expect((await signUp({})).status).toBe(200)
    while ((await signUp({})).status === 200);
    expect(await (await signUp({})).json()).toEqual({ code: 'CHALLENGE' })
    expect((await signUp(await solve(visitor, '/sign-up'))).status).toBe(429)
    expect((await signUp(await solve(visitor, path))).status).toBe(200)
  })

  it('is no way past the limit itself: then only waiting helps [ASVS 2.4.1, 6.3.1]', async () => {
    const visitor = await challenged()
    await useUp(site().app, ALL)
    expect(await ask(visitor, await solve(visitor, PATH))).toBe('429 too_many')
  })

  it('is given to anybody for a path of this site, and kept by no cache', async () => {
    const visitor = new Visitor(site().app)
    const { status, headers, text } = await visitor.get(`/api/challenge?for=${PATH}`)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(JSON.parse(text)).toMatchObject({
      kind: 'proof',
      parameters: { algorithm: 'SHA-256', cost: 10, data: { path: PATH } },
    })
    for (const path of ['', 'sign-in', '//evil.test', `/${'x'.repeat(300)}`, '/a b', '/%0d%0a'])
      expect([path, (await visitor.get(`/api/challenge?for=${encodeURIComponent(path)}`)).status]).toEqual([path, 400])
  })
})

describe('a bot', () => {
  it('that solves a challenge once and sends the solution again is refused (replay) [ASVS 2.4.1]', async () => {
    const visitor = await challenged()
    const proof = await solve(visitor, PATH)
    expect(await ask(visitor, proof)).toMatch('200')
    await useUp(site().app, FREE)
    expect(await ask(visitor, proof)).toBe('429 challenge')
    expect(await ask(await challenged(), proof)).toBe('429 challenge')
  })

  it('that sends one solution twenty times at once gets one try [ASVS 2.4.1]', async () => {
    const visitor = await challenged()
    const proof = await solve(visitor, '/sign-up')
    const signUp = (headers = {}) => said(visitor.post('/sign-up', stranger(), { json: true, headers }))
    while ((await signUp()) !== '429 challenge');
    const answers = await Promise.all(many(20, null).map(() => signUp(proof)))
    expect(answers.toSorted()).toEqual(['200 /check-email', ...many(19, '429 challenge')])
  })

  it('that solves what was made for another form is refused [ASVS 2.4.1]', async () => {
    const visitor = await challenged()
    expect(await ask(visitor, await solve(visitor, '/sign-up'))).toBe('429 challenge')
  })

  it('that keeps solutions in store finds them out of date [ASVS 2.4.1]', async () => {
    const visitor = await challenged()
    expect(await ask(visitor, proofOf(await made({ expiresAt: new Date(Date.now() - 1000) })))).toBe('429 challenge')
    expect(await ask(visitor, proofOf(await made()))).toMatch('200')
  })

  it('that makes its own easy challenges is refused: it cannot sign them [ASVS 2.4.1]', async () => {
    const visitor = await challenged()
    expect(await ask(visitor, proofOf(await made({ secret: randomBytes(32).toString('base64url') })))).toBe('429 challenge')
  })

  it.each([
    ['another path', { data: { path: PATH } }],
    ['a later expiry', { expiresAt: Math.floor(Date.now() / 1000) + 3600 }],
    ['a fresh nonce', { nonce: randomBytes(16).toString('hex') }],
    ['less work', { cost: 1 }],
    ['another algorithm', { algorithm: 'PBKDF2/SHA-256' }],
  ])('that gives a signed challenge %s is refused [ASVS 2.4.1]', async (_what, change) => {
    const visitor = await challenged()
    const { challenge } = await made({ path: '/sign-up' })
    const forged = { ...challenge, parameters: { ...challenge.parameters, data: { path: PATH }, ...change } }
    const { derivedKey: key } = await deriveKey(
      forged.parameters,
      hex(forged.parameters.salt),
      hex(`${forged.parameters.nonce}00000007`),
    ).catch(() => ({ derivedKey: Buffer.alloc(32) }))
    const solution = { counter: 7, derivedKey: Buffer.from(key).toString('hex') }
    expect(await ask(visitor, proofOf({ challenge: forged, solution }))).toBe('429 challenge')
  })

  it('that leaves the signature out is refused [ASVS 2.4.1]', async () => {
    const visitor = await challenged()
    const { challenge, solution } = await made()
    for (const signature of [undefined, '', null, []])
      expect(await ask(visitor, { 'x-proof': payloadOf({ ...challenge, signature }, solution) })).toBe('429 challenge')
  })

  it('that sends garbage for a solution is refused, and nothing fails [ASVS 2.4.1, 16.5.3]', async () => {
    const visitor = await challenged()
    for (const proof of [
      '',
      '7',
      '..',
      'a.b.c',
      'turnstile:x',
      'bnVsbA==',
      'e30=',
      btoa('{"challenge":{"parameters":null}}'),
      'x'.repeat(4000),
    ])
      expect([proof, await ask(visitor, { 'x-proof': proof })]).toEqual([proof, '429 challenge'])
  })

  it('that guesses the number is refused [ASVS 2.4.1]', async () => {
    const visitor = await challenged()
    const { challenge, solution } = await made()
    for (const guess of [
      { counter: 8 },
      { derivedKey: challenge.parameters.keyPrefix },
      { counter: -1 },
      { counter: 2 ** 32 },
      { counter: '7' },
    ])
      expect(await ask(visitor, { 'x-proof': payloadOf(challenge, { ...solution, ...guess }) })).toBe('429 challenge')
  })
})
