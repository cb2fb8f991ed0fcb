/**
 * Two-factor on every path. Better Auth's plugin asks for the second factor after a password only; here it asks after
 * whatever starts a session, save the ways that are named because they prove both factors themselves. A way in that is
 * added later is asked by default; a test holds the list against the endpoints of the auth instance.
 */
import { createAuthMiddleware } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import { brand } from '~/brand'
import * as trustedDevices from './trusted-devices.server'

/** Of a challenge, from the first factor to the second. */
export const CHALLENGE_TTL_SECONDS = 10 * 60
export const CHALLENGE_TRIES = 5

/** Sign-ins that need no second factor afterwards: they are one, or a passkey whose user was verified. */
export const PROVES_BOTH_FACTORS: ReadonlySet<string> = new Set([
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
])
/** Renews the session it was asked with: nobody signs in. */
const RENEWS = new Set(['/get-session'])

type HookContext = { path?: string | undefined; context: object }
const asksForSecondFactor = ({ path = '' }: HookContext) => !PROVES_BOTH_FACTORS.has(path) && !RENEWS.has(path)

/** Requests, by their context, in which a trusted browser signs in. */
const trusted = new WeakSet<object>()

export function twoFactorEverywhere() {
  const plugin = twoFactor({
    issuer: brand.name,
    allowPasswordless: true,
    twoFactorCookieMaxAge: CHALLENGE_TTL_SECONDS,
    accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 15 * 60 },
  })
  const [afterSignIn] = plugin.hooks.after
  if (afterSignIn === undefined || plugin.hooks.after.length !== 1) throw new Error('The two-factor plugin hooks differently: read it again.')
  // A browser that was trusted keeps its session, which proves nothing yet: step-up will ask.
  const recognize = createAuthMiddleware(async ({ context, headers }) => {
    const started = context.newSession
    if (!started?.user.twoFactorEnabled || !(await trustedDevices.recognize(headers, started.user.id))) return
    await trustedDevices.startUnproven(started.session.id)
    trusted.add(context)
  })
  return {
    ...plugin,
    hooks: {
      after: [
        { matcher: asksForSecondFactor, handler: recognize },
        { matcher: (context: HookContext) => asksForSecondFactor(context) && !trusted.has(context.context), handler: afterSignIn.handler },
      ],
    },
  }
}
