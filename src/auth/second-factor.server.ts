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
type HookContext = { path?: string | undefined; context: object }
const asksForSecondFactor = ({ path = '' }: HookContext) => !PROVES_BOTH_FACTORS.has(path)

/** Requests, by their context, that owe no second factor: a trusted browser signs in, or nobody does. */
const settled = new WeakSet<object>()

export function twoFactorEverywhere() {
  const plugin = twoFactor({
    issuer: brand.name,
    allowPasswordless: true,
    twoFactorCookieMaxAge: CHALLENGE_TTL_SECONDS,
    accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 15 * 60 },
  })
  const [afterSignIn] = plugin.hooks.after
  if (afterSignIn === undefined || plugin.hooks.after.length !== 1) throw new Error('The two-factor plugin hooks differently: read it again.')
  const recognize = createAuthMiddleware(async ({ context, headers, getSignedCookie }) => {
    const started = context.newSession
    if (!started?.user.twoFactorEnabled) return
    // Any endpoint renews the session it was asked with once a day. The token stays: nobody signed in.
    const presented = await getSignedCookie(context.authCookies.sessionToken.name, context.secret)
    if (presented === started.session.token) return void settled.add(context)
    if (!(await trustedDevices.recognize(headers, started.user.id))) return
    // A browser that was trusted keeps its session, which proves nothing yet: step-up will ask.
    await trustedDevices.startUnproven(started.session.id)
    settled.add(context)
  })
  return {
    ...plugin,
    hooks: {
      after: [
        { matcher: asksForSecondFactor, handler: recognize },
        { matcher: (context: HookContext) => asksForSecondFactor(context) && !settled.has(context.context), handler: afterSignIn.handler },
      ],
    },
  }
}
