/** GitHub: OAuth 2 with PKCE. github.com, a GitHub Enterprise Server and the stand-in differ in one origin. */
import { z } from 'zod'
import type { ProviderSettings } from '#platform/config/env.providers.ts'
import { ProviderRefusal } from './provider-attempt.server.ts'
import type { Connector } from './provider-connector.server.ts'
import { fetchFromProvider } from './provider-fetch.server.ts'

const ACCEPT = 'application/vnd.github+json'
/** Of people who keep their address private: nobody reads what is sent there. */
const NO_REPLY = /@users\.noreply\./

/** GitHub refuses with status 200. */
const TokenSchema = z.object({ access_token: z.string().min(1) })
const UserSchema = z.object({ id: z.number().int().positive(), login: z.string(), name: z.string().nullish() })
const EmailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

export function githubConnector({ clientId, clientSecret, url }: NonNullable<ProviderSettings['githubApp']>): Connector {
  const api = url === 'https://github.com' ? 'https://api.github.com' : `${url}/api/v3`
  return {
    id: 'github',
    name: 'GitHub',
    clientId,
    origin: url,
    scopes: ['user:email'],
    authorizationEndpoint: async () => `${url}/login/oauth/authorize`,
    async identify({ code, codeVerifier, redirectUri }) {
      const form = { client_id: clientId, client_secret: clientSecret, code, code_verifier: codeVerifier, redirect_uri: redirectUri }
      const { access_token: bearer } = await fetchFromProvider(`${url}/login/oauth/access_token`, TokenSchema, { form })
      const { id, login, name } = await fetchFromProvider(`${api}/user`, UserSchema, { bearer, accept: ACCEPT })
      const details = async () => {
        const emails = await fetchFromProvider(`${api}/user/emails`, EmailsSchema, { bearer, accept: ACCEPT })
        return { names: [name, login], email: verifiedEmail(emails) }
      }
      return { subject: String(id), details }
    },
  }
}

/** The primary one, else any. */
function verifiedEmail(emails: z.infer<typeof EmailsSchema>): string {
  const reachable = emails.filter(({ email }) => !NO_REPLY.test(email)).toSorted((a, b) => Number(b.primary) - Number(a.primary))
  if (reachable.length === 0) throw new ProviderRefusal('no_email', 'GitHub gave no address')
  const verified = reachable.find((email) => email.verified)
  if (verified === undefined) throw new ProviderRefusal('email_unverified', 'GitHub has verified none of the addresses')
  return verified.email
}
