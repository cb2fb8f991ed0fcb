/** OpenID Connect: discovery, the code exchange and an ID token whose signature, issuer, audience, age and nonce are checked. */
import { type JSONWebKeySet, createLocalJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { ProviderRefusal } from './provider-attempt.server'
import type { Connector } from './provider-connector.server'
import { fetchFromProvider } from './provider-fetch.server'

const DISCOVERY_TTL_MS = 60 * 60_000
const KEYS_TTL_MS = 10 * 60_000
const CLOCK_TOLERANCE_SECONDS = 30
const TOKEN_MAX_AGE = '10m'
/** Signatures by a key that only the provider has: never `none`, and none by the client's secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

export type OidcSettings = {
  id: Connector['id']
  name: string
  clientId: string
  /** Made anew for each exchange where the provider wants it so. */
  clientSecret: () => string | Promise<string>
  issuer: string
  scopes?: string[]
  authorizationParameters?: Record<string, string>
  /** Whether these claims say that the address is verified; by default what the standard calls so. */
  isEmailVerified?: (claims: Claims) => boolean
}

const address = z.url({ protocol: /^https?$/ })
const DiscoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  userinfo_endpoint: address.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
})
const KeysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })
const TokensSchema = z.object({ access_token: z.string().min(1), id_token: z.string().min(1) })
const ClaimsSchema = z.looseObject({ sub: z.string().min(1), email: z.string().optional(), name: z.string().optional() })
export type Claims = z.infer<typeof ClaimsSchema>

export function oidcConnector(settings: OidcSettings): Connector {
  const { clientId, issuer } = settings
  const origin = new URL(issuer).origin
  const discover = kept(DISCOVERY_TTL_MS, () => discovery(issuer))
  const keys = kept(KEYS_TTL_MS, async () => fetchFromProvider((await discover()).jwks_uri, KeysSchema))

  async function verify(idToken: string, nonce: string | undefined): Promise<Claims> {
    const verified = await verifyWith(await keys(), idToken).catch(async (error: unknown) => {
      // The provider has changed its keys since.
      if (error instanceof errors.JWKSNoMatchingKey) return verifyWith(await keys.anew(), idToken)
      throw error
    })
    if (nonce === undefined || verified.payload.nonce !== nonce) throw new Error('the nonce is another')
    if (Array.isArray(verified.payload.aud) && verified.payload.aud.length > 1 && verified.payload.azp !== clientId)
      throw new Error('the token was made for another client')
    return ClaimsSchema.parse(verified.payload)
  }

  const verifyWith = (jwks: z.infer<typeof KeysSchema>, idToken: string) =>
    jwtVerify(idToken, createLocalJWKSet(jwks satisfies JSONWebKeySet), {
      issuer,
      audience: clientId,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
      maxTokenAge: TOKEN_MAX_AGE,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    })

  /** Where the ID token has no address, the provider may tell it on asking. */
  async function withUserInfo(claims: Claims, bearer: string): Promise<Claims> {
    const { userinfo_endpoint: url } = await discover()
    if (claims.email !== undefined || url === undefined) return claims
    const told = await fetchFromProvider(url, ClaimsSchema, { bearer })
    if (told.sub !== claims.sub) throw new ProviderRefusal('provider_refused', 'the user info is about someone else')
    return { ...claims, ...told }
  }

  return {
    id: settings.id,
    name: settings.name,
    clientId,
    origin,
    issuer,
    scopes: settings.scopes ?? ['openid', 'email', 'profile'],
    ...(settings.authorizationParameters && { authorizationParameters: settings.authorizationParameters }),
    authorizationEndpoint: async () => (await discover()).authorization_endpoint,
    async exchange({ code, codeVerifier, redirectUri }) {
      const { token_endpoint: url, token_endpoint_auth_methods_supported: methods } = await discover()
      const clientSecret = await settings.clientSecret()
      const form = { grant_type: 'authorization_code', code, code_verifier: codeVerifier, redirect_uri: redirectUri }
      const tokens = await fetchFromProvider(
        url,
        TokensSchema,
        methods?.includes('client_secret_post')
          ? { form: { ...form, client_id: clientId, client_secret: clientSecret } }
          : { form, basic: basicCredentials(clientId, clientSecret) },
      )
      return { accessToken: tokens.access_token, idToken: tokens.id_token }
    },
    async identify({ accessToken, idToken }, nonce, givenName) {
      const proven = await verify(idToken ?? '', nonce).catch((error: unknown) => {
        if (error instanceof ProviderRefusal) throw error
        throw new ProviderRefusal('provider_refused', 'the ID token cannot be trusted', { cause: error })
      })
      const isVerified = settings.isEmailVerified ?? hasVerifiedEmail
      return { subject: proven.sub, details: async () => detailsOf(await withUserInfo(proven, accessToken), isVerified, givenName) }
    },
  }
}

/** Some send the word instead of the value. */
const hasVerifiedEmail = ({ email_verified: verified }: Claims) => verified === true || verified === 'true'

function detailsOf(claims: Claims, isVerified: (claims: Claims) => boolean, givenName: string | undefined) {
  if (claims.email === undefined) throw new ProviderRefusal('no_email', 'the provider gave no address')
  if (!isVerified(claims)) throw new ProviderRefusal('email_unverified', 'the provider has not verified the address')
  return { names: [claims.name, givenName], email: claims.email }
}

async function discovery(issuer: string) {
  const document = await fetchFromProvider(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, DiscoverySchema)
  const refuse = (why: string) => new ProviderRefusal('provider_refused', `the discovery document of ${issuer} ${why}`)
  if (document.issuer !== issuer) throw refuse('names another issuer')
  // The content security policy lets forms lead there and nowhere else.
  if (new URL(document.authorization_endpoint).origin !== new URL(issuer).origin) throw refuse('sends people to another origin')
  const endpoints = [document.token_endpoint, document.jwks_uri, document.userinfo_endpoint ?? issuer]
  if (issuer.startsWith('https:') && endpoints.some((url) => !url.startsWith('https:'))) throw refuse('has an endpoint without TLS')
  return document
}

/** RFC 6749, 2.3.1: each half is form-encoded first. */
function basicCredentials(clientId: string, clientSecret: string): string {
  const encoded = [clientId, clientSecret].map((half) => new URLSearchParams({ half }).toString().slice('half='.length))
  return Buffer.from(encoded.join(':')).toString('base64')
}

/** Keeps what `load` gave for a while; a failure is not kept. */
function kept<Value>(ttlMs: number, load: () => Promise<Value>): (() => Promise<Value>) & { anew: () => Promise<Value> } {
  let last: { value: Value; at: number } | null = null
  const anew = async () => {
    const value = await load()
    last = { value, at: Date.now() }
    return value
  }
  return Object.assign(async () => (last !== null && Date.now() - last.at < ttlMs ? last.value : anew()), { anew })
}
