import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOidcProvider } from '../support/oidc-provider.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'

/** Apple, Google and Microsoft are other settings of what this file holds to. */
const OTHERS = {
  GOOGLE_CLIENT_ID: 'id',
  GOOGLE_CLIENT_SECRET: 'secret',
  MICROSOFT_CLIENT_ID: 'id',
  MICROSOFT_CLIENT_SECRET: 'secret',
  MICROSOFT_TENANT: randomUUID(),
  APPLE_CLIENT_ID: 'id',
  APPLE_TEAM_ID: 'team',
  APPLE_KEY_ID: 'key',
  APPLE_PRIVATE_KEY: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}

const JSON_TYPE = { 'content-type': 'application/json' }

const idp = useOidcProvider()
const site = useOwnApp(() => ({ ...OTHERS, ...idp().env }))

const someone = () => ({ sub: randomUUID(), email: `${randomUUID().slice(0, 8)}@example.com`, email_verified: true, name: 'Olive Idris' })
const viewerOf = async (visitor: Visitor) => JSON.parse((await visitor.get('/api/auth/get-session')).text || 'null')?.user ?? null
const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
const errorOf = (location: string | null) => new URL(location ?? '', 'http://site.invalid').searchParams.get('error')

async function begin(visitor: Visitor): Promise<string> {
  return (await visitor.post('/auth/provider', { provider: 'oidc' })).location ?? ''
}

async function signIn(visitor: Visitor) {
  const { headers } = await fetch(await begin(visitor), { redirect: 'manual' })
  const { pathname, search } = new URL(headers.get('location') ?? '')
  return visitor.get(pathname + search)
}

describe('an OpenID Connect provider', () => {
  it('has its button by configuration alone, as Google, Microsoft and Apple have', async () => {
    const { text, headers } = await new Visitor(site().app).get('/sign-in')
    for (const name of ['Google', 'Microsoft', 'Apple', 'Example Identity']) expect(text).toContain(`Continue with ${name}`)
    expect(text).not.toContain('Continue with GitHub')
    expect(headers.get('content-security-policy')).toContain(
      `form-action 'self' https://accounts.google.com https://login.microsoftonline.com https://appleid.apple.com ${idp().issuer};`,
    )
  })

  it('signs a new person in, and again when its keys have changed', async () => {
    const person = someone()
    for (const round of ['first', 'second']) {
      idp().vouchFor(person)
      const visitor = new Visitor(site().app)
      expect([round, (await signIn(visitor)).location]).toEqual([round, '/app'])
      expect(await viewerOf(visitor)).toMatchObject({ email: person.email, name: 'Olive Idris', emailVerified: true })
      await idp().changeKey()
    }
  })

  it.each([
    ['signed by someone else', {}, 'foreign', 'provider_refused'],
    ['without a signature', {}, 'none', 'provider_refused'],
    ['signed by HMAC with the public key (algorithm confusion)', {}, 'public', 'provider_refused'],
    ['of another issuer', { iss: 'https://evil.test' }, 'own', 'provider_refused'],
    ['for another client', { aud: 'another' }, 'own', 'provider_refused'],
    ['for several clients, made for another', { aud: ['client-id', 'another'], azp: 'another' }, 'own', 'provider_refused'],
    ['for several clients that names no authorized party', { aud: ['client-id', 'another'] }, 'own', 'provider_refused'],
    ['without a nonce', { nonce: undefined }, 'own', 'provider_refused'],
    ['with the nonce of another attempt (replay)', { nonce: 'another' }, 'own', 'provider_refused'],
    ['that has expired', { exp: 1_700_000_000 }, 'own', 'provider_refused'],
    ['issued eleven minutes ago', { iat: secondsFromNow(-11 * 60) }, 'own', 'provider_refused'],
    ['issued in the future', { iat: secondsFromNow(5 * 60) }, 'own', 'provider_refused'],
    ['not valid yet', { nbf: secondsFromNow(5 * 60) }, 'own', 'provider_refused'],
    ['without an expiry', { exp: undefined }, 'own', 'provider_refused'],
    ['without a subject', { sub: undefined }, 'own', 'provider_refused'],
    ['with an address nobody verified', { email_verified: false }, 'own', 'email_unverified'],
    ['that does not say whether the address is verified', { email_verified: undefined }, 'own', 'email_unverified'],
    ['without an address', { email: undefined }, 'own', 'no_email'],
  ] as const)('is not believed with a token %s [ASVS 6.8.2, 10.5.1, 10.5.2, 10.5.4, 11.6.1]', async (_what, claims, key, error) => {
    idp().vouchFor({ ...someone(), ...claims }, { key })
    const visitor = new Visitor(site().app)
    expect(errorOf((await signIn(visitor)).location)).toBe(error)
    expect(await viewerOf(visitor)).toBeNull()
  })

  it.each([
    ['redirects', { status: 302, headers: { location: 'http://localhost:1/' } }, 'provider_unreachable'],
    ['answers 503', { status: 503 }, 'provider_unreachable'],
    ['answers more than a megabyte', { headers: JSON_TYPE, body: `{"keys":[],"x":"${'x'.repeat(1024 * 1024)}"}` }, 'provider_unreachable'],
    ['answers no JSON', { headers: JSON_TYPE, body: '<html>' }, 'provider_refused'],
    ['answers null', { headers: JSON_TYPE, body: 'null' }, 'provider_refused'],
  ])('signs nobody in when an endpoint %s [ASVS 13.2.4]', async (_what, answer, error) => {
    for (const path of ['/token', '/keys', '/user-info']) {
      idp().vouchFor({ ...someone(), email: undefined })
      idp().answerInstead(path, answer)
      const visitor = new Visitor(site().app)
      const { location } = await signIn(visitor).finally(() => idp().answerInstead(path, null))
      expect([path, errorOf(location)]).toEqual([path, error])
      expect(await viewerOf(visitor)).toBeNull()
    }
  })

  it('with no key for the token signs nobody in', async () => {
    idp().vouchFor(someone())
    idp().answerInstead('/keys', { headers: JSON_TYPE, body: '{"keys":[]}' })
    const { location } = await signIn(new Visitor(site().app)).finally(() => idp().answerInstead('/keys', null))
    expect(errorOf(location)).toBe('provider_refused')
  })

  it('is asked for the address where the token has none, and only about the same subject [ASVS 6.8.2]', async () => {
    const { email, ...person } = someone()
    idp().vouchFor({ ...person, email: undefined })
    idp().userInfo = { sub: randomUUID(), email, email_verified: true }
    expect(errorOf((await signIn(new Visitor(site().app))).location)).toBe('provider_refused')
    idp().userInfo = { sub: person.sub, email, email_verified: true }
    const visitor = new Visitor(site().app)
    expect((await signIn(visitor)).location).toBe('/app')
    expect(await viewerOf(visitor)).toMatchObject({ email, name: person.name })
  })

  it('writes no token of the provider to the log when it refuses one [ASVS 10.1.1]', async () => {
    idp().vouchFor(someone(), { key: 'foreign' })
    await signIn(new Visitor(site().app))
    const log = await site().app.settledLog()
    expect(log).toContain('provider_refused')
    expect(log).not.toMatch(/eyJ/)
  })

  it.each([
    ['without an address', { email: undefined }],
    ['with an address nobody verified', { email_verified: false }],
    ['with another address', { email: 'moved@example.com' }],
  ])('signs a known user in by a token %s: the subject decides [ASVS 6.8.1]', async (_what, claims) => {
    const person = someone()
    idp().vouchFor(person)
    await signIn(new Visitor(site().app))
    idp().vouchFor({ ...person, ...claims })
    const visitor = new Visitor(site().app)
    expect((await signIn(visitor)).location).toBe('/app')
    expect(await viewerOf(visitor)).toMatchObject({ email: person.email })
  })

  it('that vouches for the subject of somebody at GitHub signs in another person (provider spoofing) [ASVS 6.8.1]', async () => {
    const { databaseUrl } = site().app
    const victim = await createPerson(databaseUrl)
    const person = someone()
    await withSql(
      databaseUrl,
      (sql) => sql`insert into account (user_id, provider_id, account_id) values (${victim.id}, 'github', ${person.sub})`,
    )
    idp().vouchFor(person)
    const visitor = new Visitor(site().app)
    expect((await signIn(visitor)).location).toBe('/app')
    const viewer = await viewerOf(visitor)
    expect(viewer).toMatchObject({ email: person.email })
    expect(viewer.id).not.toBe(victim.id)
    const accounts = await withSql(
      databaseUrl,
      (sql) => sql`select provider_id, user_id from account where account_id = ${person.sub} order by provider_id`,
    )
    expect(accounts).toEqual([
      { provider_id: 'github', user_id: victim.id },
      { provider_id: 'oidc', user_id: viewer.id },
    ])
  })

  it('is not answered for by another one (mix-up) [ASVS 10.2.2]', async () => {
    idp().vouchFor(someone())
    const visitor = new Visitor(site().app)
    const { headers } = await fetch(await begin(visitor), { redirect: 'manual' })
    const answer = new URL(headers.get('location') ?? '')
    answer.searchParams.set('iss', 'https://evil.test')
    expect(errorOf((await visitor.get(answer.pathname + answer.search)).location)).toBe('provider_refused')
    expect(await viewerOf(visitor)).toBeNull()
  })
})

describe('a provider that posts its answer, as Apple does', () => {
  it('is asked again by GET, with what it sent and nothing else, on our own origin', async () => {
    const { app } = site()
    const visitor = new Visitor(app)
    const fields = { code: 'a', state: 'b', callbackURL: '//evil.test', user: '{"name":{"firstName":"A"}}' }
    const answer = await visitor.post('/api/auth/callback/apple', fields, {
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://appleid.apple.com' },
    })
    expect(answer).toMatchObject({ status: 303 })
    const target = new URL(answer.location ?? '')
    expect(target.origin + target.pathname).toBe(`${app.url}/api/auth/callback/apple`)
    expect([...target.searchParams.keys()].toSorted()).toEqual(['code', 'state', 'user'])
    expect(errorOf((await visitor.get(target.pathname + target.search)).location)).toBe('state_lost')
  })
})

describe('a discovery document', () => {
  const odd = useOidcProvider()
  // It starts while the provider does not answer.
  const app = useOwnApp(() => {
    good = odd().discovery
    odd().discovery = null
    return odd().env
  })
  let good: Record<string, unknown> | null = null

  it('that never comes hangs neither the start of the app nor, for more than ten seconds, the button [ASVS 16.5.2]', async () => {
    const started = performance.now()
    const { location } = await new Visitor(app().app).post('/auth/provider', { provider: 'oidc' })
    expect(errorOf(location)).toBe('provider_unreachable')
    expect(performance.now() - started).toBeLessThan(13_000)
  }, 20_000)

  it.each([
    ['names another issuer', { issuer: 'https://evil.test' }],
    ['sends people to another origin', { authorization_endpoint: 'https://evil.test/authorize' }],
    ['lacks the keys', { jwks_uri: undefined }],
    ['has no address for the keys', { jwks_uri: 'file:///etc/passwd' }],
    ['has an endpoint that is no address', { token_endpoint: 7 }],
  ])('that %s is not used [ASVS 10.5.3, 13.2.4]', async (_what, change) => {
    odd().discovery = { ...good, ...change }
    const { location } = await new Visitor(app().app).post('/auth/provider', { provider: 'oidc' })
    expect(errorOf(location)).toBe('provider_refused')
  })
})
