/**
 * Passkeys count as two factors, so whoever holds the device must have been checked by it: fingerprint, face or PIN. The
 * plugin asks for that as a preference only and does not look whether it was done; here it is demanded, and looked at.
 */
import { passkey as passkeyPlugin } from '@better-auth/passkey'
import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import { brand } from '#brand.ts'
import { db } from '#platform/db/client.server.ts'
import { passkey } from '#platform/db/schema/index.ts'
import { env } from '#platform/config/env.server.ts'
import { isFresh } from '#auth/guards/step-up.server.ts'

export const PASSKEYS_MAX = 10

const REGISTRATION: ReadonlySet<string> = new Set(['/passkey/generate-register-options', '/passkey/verify-registration'])

type HookContext = { path?: string | undefined }

export function passkeys(): BetterAuthPlugin {
  const plugin = passkeyPlugin({
    rpID: new URL(env().appUrl).hostname,
    rpName: brand.name,
    origin: env().appUrl,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      async afterVerification({ verification, user }) {
        if (verification.registrationInfo?.userVerified !== true) throw refusal('PASSKEY_UNVERIFIED')
        if ((await db.$count(passkey, eq(passkey.userId, user.id))) >= PASSKEYS_MAX) throw refusal('PASSKEY_LIMIT')
      },
    },
    authentication: {
      // Before the session is made. The flag is part of what the device signed.
      async afterVerification({ verification: { authenticationInfo }, clientData }) {
        if (!authenticationInfo.userVerified) throw refusal('PASSKEY_UNVERIFIED')
        await db.update(passkey).set({ lastUsedAt: new Date() }).where(eq(passkey.credentialID, clientData.id))
      },
    },
    advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
  })
  const { verifyPasskeyRegistration } = plugin.endpoints
  return {
    ...plugin,
    endpoints: { ...plugin.endpoints, verifyPasskeyRegistration: blamingTheInput(verifyPasskeyRegistration) },
    hooks: {
      before: [{ matcher: ({ path = '' }: HookContext) => REGISTRATION.has(path), handler: needFreshSession }],
      after: [{ matcher: ({ path }: HookContext) => path === '/passkey/generate-authenticate-options', handler: demandVerification }],
    },
  }
}

/** Another way in is as good as the password: a stolen session alone must not make one. */
const needFreshSession = createAuthMiddleware(async ({ context, getSignedCookie }) => {
  const token = await getSignedCookie(context.authCookies.sessionToken.name, context.secret)
  // Asked for here, a failing database fails; Better Auth's own reading would call it no session.
  const found = typeof token === 'string' ? await context.internalAdapter.findSession(token) : null
  const provenAt: unknown = found?.session.provenAt
  if (!(provenAt instanceof Date) || !isFresh({ session: { provenAt } }))
    throw new APIError('FORBIDDEN', { code: 'STEP_UP_NEEDED', message: 'A proof of presence is needed first.' })
})

const demandVerification = createAuthMiddleware(async (context) => {
  const options = context.context.returned
  if (typeof options === 'object' && options !== null && !isAPIError(options))
    return context.json({ ...options, userVerification: 'required' })
})

/** The plugin answers 500 to whatever it cannot read, and to a passkey that is known already. A hook could not change that status. */
function blamingTheInput<Endpoint extends (...given: never[]) => Promise<unknown>>(endpoint: Endpoint): Endpoint {
  return new Proxy(endpoint, {
    apply: (target, self, given: Parameters<Endpoint>) =>
      target.apply(self, given).catch((error: unknown) => {
        throw isAPIError(error) && error.statusCode === 500 ? refusal('PASSKEY_REFUSED') : error
      }),
  })
}

const refusal = (code: 'PASSKEY_UNVERIFIED' | 'PASSKEY_LIMIT' | 'PASSKEY_REFUSED') =>
  new APIError('BAD_REQUEST', { code, message: 'The passkey cannot be used.' })
