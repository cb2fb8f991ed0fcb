/** The providers of this deployment: a line each, there when its settings are. */
import type { BetterAuthPlugin } from 'better-auth'
import { SignJWT, importPKCS8 } from 'jose'
import { env } from '#platform/config/env.server.ts'
import type { ProviderSettings } from '#platform/config/env.providers.ts'
import { type Connector, type ProviderId, asOAuthProvider } from './provider-connector.server.ts'
import { githubConnector } from './provider-github.server.ts'
import { type Claims, oidcConnector } from './provider-oidc.server.ts'

export type ProviderName = { id: ProviderId; name: string }

const APPLE = 'https://appleid.apple.com'

const KINDS: ((settings: ProviderSettings) => Connector | null)[] = [
  ({ githubApp }) => githubApp && githubConnector(githubApp),
  ({ google }) => google && oidcConnector({ id: 'google', name: 'Google', issuer: 'https://accounts.google.com', ...withSecret(google) }),
  ({ microsoft }) =>
    microsoft &&
    oidcConnector({
      id: 'microsoft',
      name: 'Microsoft',
      issuer: `https://login.microsoftonline.com/${microsoft.tenant}/v2.0`,
      isEmailVerified: isVerifiedByMicrosoft,
      ...withSecret(microsoft),
    }),
  ({ apple }) =>
    apple &&
    oidcConnector({
      id: 'apple',
      name: 'Apple',
      issuer: APPLE,
      clientId: apple.clientId,
      clientSecret: () => appleSecret(apple),
      scopes: ['openid', 'name', 'email'],
      authorizationParameters: { response_mode: 'form_post' },
    }),
  ({ oidc }) => oidc && oidcConnector({ id: 'oidc', name: oidc.name, issuer: oidc.issuer, ...withSecret(oidc) }),
]

const connectors = KINDS.flatMap((kind) => kind(env()) ?? [])

/** In the order of their buttons. */
export const PROVIDERS: readonly ProviderName[] = connectors.map(({ id, name }) => ({ id, name }))

/** Where a form may lead besides this site. */
export const PROVIDER_ORIGINS: readonly string[] = connectors.map(({ origin }) => origin)

export const providerNamed = (id: string): ProviderName | null => PROVIDERS.find((provider) => provider.id === id) ?? null

/** Whether `url` is a page of this very provider. */
export const leadsToProvider = (id: string, url: string): boolean =>
  connectors.some((known) => known.id === id && known.origin === URL.parse(url)?.origin)

/** Better Auth's generic OAuth plugin asks for discovery documents at start, with no limit on time, size or redirects. */
export function providers() {
  const ours = connectors.map(asOAuthProvider)
  return {
    id: 'providers',
    init: ({ socialProviders }) => ({ context: { socialProviders: [...ours, ...socialProviders] } }),
  } satisfies BetterAuthPlugin
}

// Functions, not constants: the list above is made before a constant down here has a value.
function withSecret({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
  return { clientId, clientSecret: () => clientSecret }
}

/** An address in Microsoft's tokens is what a directory's administrator typed, unless this claim says otherwise. */
function isVerifiedByMicrosoft({ xms_edov: isDomainVerified }: Claims): boolean {
  return [true, 1, '1', 'true'].some((yes) => yes === isDomainVerified)
}

/** Apple takes a token that the app signs, in place of a secret. */
async function appleSecret({ clientId, teamId, keyId, privateKey }: NonNullable<ProviderSettings['apple']>): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: keyId })
    .setIssuer(teamId)
    .setSubject(clientId)
    .setAudience(APPLE)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(await importPKCS8(privateKey, 'ES256'))
}
