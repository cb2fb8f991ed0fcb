/** What a kind of provider has to bring, and how Better Auth gets it. */
import type { OAuthProvider } from 'better-auth/oauth2'
import { createAuthorizationURL } from 'better-auth/oauth2'
import { getOAuthState } from 'better-auth/api'
import { emailInput, nameInput } from '#platform/forms/input.ts'
import { isConnected, ownerOf } from './connected.server.ts'
import { currentAttempt, noteProblem, ProviderRefusal } from './provider-attempt.server.ts'
import { readSession } from '#auth/sessions/session.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { removeUnprovenAccount } from './unproven-account.server.ts'

export type ProviderId = 'github' | 'google' | 'microsoft' | 'apple' | 'oidc'

/** A person as the provider knows them. */
export type Identity = {
  /** Never changes and is never given to another, unlike the address. */
  subject: string
  /** What a new account is created with. Called for no other; throws ProviderRefusal without a verified address. */
  details: () => Promise<{
    /** The best first; what cannot be a name here is passed over. */
    names: (string | null | undefined)[]
    email: string
  }>
}

export type Grant = { code: string; codeVerifier: string; redirectUri: string; nonce: string | undefined }

export type Connector = {
  id: ProviderId
  name: string
  clientId: string
  /** Where people are sent, and nowhere else. */
  origin: string
  issuer?: string
  scopes: string[]
  authorizationParameters?: Record<string, string>
  authorizationEndpoint: () => Promise<string>
  /** Exchanges the code and asks who it is. The provider's tokens stay inside: what is not handed over is not stored. */
  identify: (grant: Grant, givenName: string | undefined) => Promise<Identity>
}

export function asOAuthProvider(connector: Connector): OAuthProvider<{ subject: string }> {
  return {
    id: connector.id,
    name: connector.name,
    issuer: connector.issuer,
    requiresIdTokenNonce: connector.issuer !== undefined,
    accountSubject: ({ profile }) => profile.subject,
    async createAuthorizationURL({ state, codeVerifier, redirectURI, idTokenNonce }) {
      const authorizationEndpoint = await orNote(connector.authorizationEndpoint)
      return createAuthorizationURL({
        id: connector.id,
        options: { clientId: connector.clientId },
        authorizationEndpoint,
        state,
        codeVerifier,
        redirectURI,
        scopes: connector.scopes,
        ...(idTokenNonce !== undefined && { nonce: idTokenNonce }),
        ...(connector.authorizationParameters && { additionalParams: connector.authorizationParameters }),
      })
    },
    // Better Auth names the nonce only in the next step, which exchanges the code.
    async validateAuthorizationCode({ code, codeVerifier = '', redirectURI }) {
      const attempt = currentAttempt()
      const state = await getOAuthState()
      attempt.to = state?.callbackURL ?? null
      attempt.connecting = state?.link === undefined ? null : await orNote(() => connectingMember(attempt.request, state.link?.userId))
      attempt.grant = { code, codeVerifier, redirectUri: redirectURI }
      return {}
    },
    async getUserInfo({ expectedIdTokenNonce, user }) {
      const { grant } = currentAttempt()
      const givenName = [user?.name?.firstName, user?.name?.lastName].filter(Boolean).join(' ')
      try {
        if (grant === null) throw new ProviderRefusal('provider_refused', 'there is no code to exchange')
        const identity = await connector.identify({ ...grant, nonce: expectedIdTokenNonce }, givenName)
        return { user: await userFor(connector.id, identity), data: { subject: identity.subject } }
      } catch (error) {
        noteProblem(error)
        return null
      }
    },
  }
}

async function orNote<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    noteProblem(error)
    throw error
  }
}

/** The user who started to connect an account must be signed in at the callback: by then the browser may have another user's session. */
async function connectingMember(request: Request, userId: string | undefined): Promise<ViewerSession> {
  const member = await readSession(request)
  if (member === null || member.viewer.id !== userId)
    throw new ProviderRefusal('state_lost', 'the callback has another session than the start')
  return member
}

/** A user is known by the account at the provider. Only a new account takes an address from there. */
async function userFor(providerId: ProviderId, { subject, details }: Identity) {
  const { connecting } = currentAttempt()
  if (connecting !== null) {
    const { id, email, name } = connecting.viewer
    if (await isConnected(id, providerId, subject))
      throw new ProviderRefusal('already_connected', 'another account of this provider is connected')
    // Better Auth connects nothing without a verified address. It compares and stores none.
    return { email, name, emailVerified: true }
  }
  const owner = await ownerOf(providerId, subject)
  if (owner !== null) return { ...owner, emailVerified: false }
  const person = personOf(await details())
  await removeUnprovenAccount(providerId, subject, person.email)
  return { ...person, emailVerified: true }
}

/** By the rules of our own forms. The provider's picture is left out: whoever sees the person would fetch it from there. */
function personOf({ email, names }: Awaited<ReturnType<Identity['details']>>) {
  const address = emailInput.safeParse(email)
  if (!address.success) throw new ProviderRefusal('no_email', 'the address cannot be used here')
  const name = [...names, address.data.split('@')[0], address.data]
    .map((given) => nameInput.safeParse(given))
    .find(({ success }) => success)
  return { email: address.data, name: name?.data ?? '' }
}
