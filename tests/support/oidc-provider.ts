/** An OpenID Connect provider for tests: says yes at once, and can be told to answer wrongly. */
import { type JWK, SignJWT, exportJWK, generateKeyPair } from 'jose'
import { createHash, createPublicKey, randomBytes } from 'node:crypto'
import { type IncomingMessage, createServer } from 'node:http'
import { afterAll, beforeAll } from 'vitest'

type Claims = Record<string, unknown>
/** `public`: an HMAC with the public key, which a verifier that confuses algorithms accepts. */
type Signer = 'own' | 'foreign' | 'none' | 'public'
type Answer = { status?: number; headers?: Record<string, string>; body?: string }

export type OidcProvider = {
  issuer: string
  env: { OIDC_ISSUER: string; OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string; OIDC_NAME: string }
  /** Whom it vouches for from now on. `claims` overwrite those of a good token. */
  vouchFor: (claims: Claims, how?: { key?: Signer }) => void
  /** Puts a new key in the place of the old one. */
  changeKey: () => Promise<void>
  /** What the user info endpoint says besides the subject. */
  userInfo: Claims
  /** Answers a path with something else; null: as usual again. */
  answerInstead: (path: string, answer: Answer | null) => void
  /** What is in the discovery document; null: it never answers. */
  discovery: Record<string, unknown> | null
  stop: () => Promise<void>
}

const CLIENT = { id: 'client-id', secret: 'client/secret:with+odd%characters' }

async function startOidcProvider(): Promise<OidcProvider> {
  let key = await newKey()
  const foreign = await newKey()
  const instead = new Map<string, Answer>()
  let vouched: { claims: Claims; key: Signer } = { claims: {}, key: 'own' }
  const grants = new Map<string, { nonce: string; challenge: string }>()

  const server = createServer((request, response) => {
    const given = instead.get(new URL(request.url ?? '/', issuer).pathname)
    if (given) return void response.writeHead(given.status ?? 200, given.headers).end(given.body)
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    answer(request, json, (location) => response.writeHead(302, { location }).end()).catch((error: unknown) =>
      json(500, { error: String(error) }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  const issuer = `http://localhost:${typeof address === 'object' ? address?.port : 0}`
  const discovery = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    userinfo_endpoint: `${issuer}/user-info`,
    // More than may be accepted: the document itself is not trusted with that.
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
  }

  async function answer(request: IncomingMessage, json: (status: number, body: object) => void, redirect: (to: string) => void) {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer)
    if (pathname === '/.well-known/openid-configuration') return provider.discovery && json(200, provider.discovery)
    if (pathname === '/keys') return json(200, { keys: [key.jwk] })
    if (pathname === '/authorize') return redirect(approve(searchParams))
    if (pathname === '/user-info') return json(200, { sub: vouched.claims.sub, ...provider.userInfo })
    if (pathname !== '/token') return json(404, {})
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const form = new URLSearchParams(text)
    // RFC 6749, 2.3.1: each half is form-encoded.
    const given = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64')
      .toString()
      .split(':')
      .map(decodeURIComponent)
    const grant = grants.get(form.get('code') ?? '')
    grants.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (given[0] !== CLIENT.id || given[1] !== CLIENT.secret || grant?.challenge !== challenge) return json(400, { error: 'invalid_grant' })
    json(200, { access_token: randomBytes(8).toString('hex'), token_type: 'Bearer', id_token: await idToken(grant.nonce) })
  }

  function approve(given: URLSearchParams): string {
    const code = randomBytes(8).toString('hex')
    grants.set(code, { nonce: given.get('nonce') ?? '', challenge: given.get('code_challenge') ?? '' })
    const target = new URL(given.get('redirect_uri') ?? '')
    target.search = new URLSearchParams({ code, state: given.get('state') ?? '', iss: issuer }).toString()
    return target.href
  }

  async function idToken(nonce: string): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: CLIENT.id, iat: now, exp: now + 300, nonce, ...vouched.claims }
    if (vouched.key === 'public') return signedWithPublicKey(claims)
    const signer = vouched.key === 'foreign' ? foreign : key
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(signer.privateKey)
    if (vouched.key !== 'none') return token
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    return `${header}.${token.split('.')[1]}.`
  }

  const signedWithPublicKey = (claims: Claims) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: key.kid })
      .sign(Buffer.from(createPublicKey({ key: key.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })))

  const provider: OidcProvider = {
    issuer,
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: 'Example Identity' },
    vouchFor: (claims, { key: by = 'own' } = {}) => void (vouched = { claims, key: by }),
    changeKey: async () => void (key = await newKey()),
    userInfo: {},
    answerInstead: (path, other) => void (other === null ? instead.delete(path) : instead.set(path, other)),
    discovery,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return provider
}

async function newKey() {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const kid = randomBytes(4).toString('hex')
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  return { privateKey, kid, jwk }
}

/** One for a test file. Use inside tests and hooks as `idp()`. */
export function useOidcProvider(): () => OidcProvider {
  let provider: OidcProvider | undefined
  beforeAll(async () => {
    provider = await startOidcProvider()
  })
  afterAll(() => provider?.stop())
  return () => {
    if (provider === undefined) throw new Error('The provider has not started.')
    return provider
  }
}
