/** OpenID Connect through `openid-client`, which checks ID tokens. What it leaves to its caller is checked here. */
import type { Configuration, IDToken, ServerMetadata, UserInfoResponse } from 'openid-client'
import { z } from 'zod'
import { ProviderRefusal, currentAttempt } from './provider-attempt.server.ts'
import type { Connector, Grant } from './provider-connector.server.ts'
import { boundedFetch } from './provider-fetch.server.ts'

const DISCOVERY_TTL_MS = 60 * 60_000
const TOKEN_MAX_AGE_SECONDS = 10 * 60
const CLOCK_TOLERANCE_SECONDS = 30

type OidcSettings = {
  id: Connector['id']
  name: string
  clientId: string
  /** Apple needs a new one for each exchange. */
  clientSecret: () => string | Promise<string>
  issuer: string
  scopes?: string[]
  authorizationParameters?: Record<string, string>
  /** Whether these claims say that the address is verified; by default the standard's `email_verified`. */
  isEmailVerified?: (claims: Claims) => boolean
}

const ClaimsSchema = z.looseObject({ sub: z.string().min(1), email: z.string().optional(), name: z.string().optional() })
export type Claims = z.infer<typeof ClaimsSchema>

export function oidcConnector(settings: OidcSettings): Connector {
  const { clientId, issuer } = settings
  let kept: { metadata: ServerMetadata; at: number } | null = null

  async function discover(): Promise<ServerMetadata> {
    if (kept !== null && Date.now() - kept.at < DISCOVERY_TTL_MS) return kept.metadata
    const metadata = await discovery(issuer, clientId)
    kept = { metadata, at: Date.now() }
    return metadata
  }

  /** A new one for each sign-in: the provider's keys are fetched each time, so a withdrawn key is refused at once. */
  async function configuration(): Promise<Configuration> {
    const client = await library()
    const metadata = await discover()
    const { token_endpoint_auth_methods_supported: methods } = metadata
    const secret = await settings.clientSecret()
    const authentication = methods?.includes('client_secret_post') ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret)
    const config = new client.Configuration(metadata, clientId, { [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS }, authentication)
    config[client.customFetch] = boundedFetch
    if (isInsecure(issuer)) client.allowInsecureRequests(config)
    // Without this the library trusts TLS and checks no signature.
    client.enableNonRepudiationChecks(config)
    return config
  }

  return {
    id: settings.id,
    name: settings.name,
    clientId,
    origin: new URL(issuer).origin,
    issuer,
    scopes: settings.scopes ?? ['openid', 'email', 'profile'],
    ...(settings.authorizationParameters && { authorizationParameters: settings.authorizationParameters }),
    authorizationEndpoint: async () => (await asRefusal(discover)).authorization_endpoint ?? '',
    async identify(grant, givenName) {
      const config = await asRefusal(configuration)
      const { claims, accessToken } = await asRefusal(() => exchange(config, grant))
      const isVerified = settings.isEmailVerified ?? hasVerifiedEmail
      return {
        subject: claims.sub,
        details: async () => detailsOf(await asRefusal(() => withUserInfo(config, claims, accessToken)), isVerified, givenName),
      }
    },
  }
}

/** Loaded by the first attempt, not at start. */
const library = () => import('openid-client')

/** A stand-in in tests and development: `env.providers` refuses such an issuer in production. */
const isInsecure = (issuer: string) => issuer.startsWith('http:')

async function discovery(issuer: string, clientId: string): Promise<ServerMetadata> {
  const client = await library()
  const execute = isInsecure(issuer) ? [client.allowInsecureRequests] : []
  const config = await client.discovery(new URL(issuer), clientId, undefined, undefined, { [client.customFetch]: boundedFetch, execute })
  const metadata = config.serverMetadata()
  const refuse = (why: string) => new ProviderRefusal('provider_refused', `the discovery document of ${issuer} ${why}`)
  // The library forgives a slash at the end, and any issuer at Microsoft's origin.
  if (metadata.issuer !== issuer) throw refuse('names another issuer')
  // The content security policy lets forms lead to this origin and no other.
  if (URL.parse(metadata.authorization_endpoint ?? '')?.origin !== new URL(issuer).origin) throw refuse('sends people to another origin')
  const { token_endpoint: tokens, jwks_uri: keys, userinfo_endpoint: userInfo = issuer } = metadata
  const protocols = [tokens, keys, userInfo].map((url) => URL.parse(url ?? '')?.protocol)
  const isUsable = protocols.every((protocol) => protocol === 'https:' || (protocol === 'http:' && isInsecure(issuer)))
  if (!isUsable) throw refuse('lacks an endpoint, or has one without TLS')
  return metadata
}

/** Checks `iss` of the answer, and of the ID token signature, algorithm, issuer, audience, age and nonce. */
async function exchange(config: Configuration, { codeVerifier, redirectUri, nonce }: Grant) {
  const client = await library()
  // Without a verifier the library would leave PKCE out.
  if (nonce === undefined || codeVerifier === '')
    throw new ProviderRefusal('provider_refused', 'the attempt has no nonce or no code verifier')
  const answer = new URL(redirectUri)
  answer.search = new URL(currentAttempt().request.url).search
  // Better Auth has compared the state with the browser's cookie.
  const tokens = await client.authorizationCodeGrant(config, answer, {
    expectedState: client.skipStateCheck,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined || !isRecent(claims)) throw new ProviderRefusal('provider_refused', 'the ID token is too old, or of the future')
  return { claims: ClaimsSchema.parse(claims), accessToken: tokens.access_token }
}

function isRecent({ iat }: IDToken): boolean {
  const age = Date.now() / 1000 - iat
  return age <= TOKEN_MAX_AGE_SECONDS + CLOCK_TOLERANCE_SECONDS && age >= -CLOCK_TOLERANCE_SECONDS
}

/** Asks the provider for the address where the ID token has none. */
async function withUserInfo(config: Configuration, claims: Claims, accessToken: string): Promise<Claims> {
  if (claims.email !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return claims
  const client = await library()
  const userInfo: UserInfoResponse = await client.fetchUserInfo(config, accessToken, claims.sub)
  return ClaimsSchema.parse({ ...claims, ...userInfo })
}

/** Some send the word instead of the value. */
const hasVerifiedEmail = ({ email_verified: verified }: Claims) => verified === true || verified === 'true'

function detailsOf(claims: Claims, isVerified: (claims: Claims) => boolean, givenName: string | undefined) {
  if (claims.email === undefined) throw new ProviderRefusal('no_email', 'the provider gave no address')
  if (!isVerified(claims)) throw new ProviderRefusal('email_unverified', 'the provider has not verified the address')
  return { names: [claims.name, givenName], email: claims.email }
}

/** The library's errors carry tokens and whole answers as `cause`: none of that is kept. */
async function asRefusal<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProviderRefusal) throw error
    const { message, cause } = error instanceof Error ? error : new Error(String(error))
    if (cause instanceof ProviderRefusal) throw cause
    throw new ProviderRefusal('provider_refused', cause instanceof Error ? `${message}: ${cause.message}` : message)
  }
}
