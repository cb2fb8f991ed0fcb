/**
 * Two-factor on every path. Better Auth's plugin asks for the second factor after a password only; here it asks after
 * whatever starts a session, save the ways that are named because they prove both factors themselves. A way in that is
 * added later is asked by default; a test holds the list against the endpoints of the auth instance.
 */
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { TWO_FACTOR_ERROR_CODES, twoFactor } from 'better-auth/plugins'
import { eq } from 'drizzle-orm'
import { featureEndpoint } from '#auth/auth-parts.ts'
import { brand } from '#brand.ts'
import { db } from '#platform/db/client.server.ts'
import { user } from '#platform/db/schema/index.ts'
import { digitsOfCode } from '#platform/forms/one-time-code.ts'
import * as codeTries from '#auth/protection/code-tries.server.ts'
import * as history from '#auth/history.server.ts'
import { requireSamePassword } from '#auth/sessions/late-sign-in.server.ts'
import { hashBackupCode } from './one-time-codes.server.ts'
import * as totp from './totp.server.ts'
import * as trustedDevices from './trusted-devices.server.ts'

/** Of a challenge, from the first factor to the second. */
const CHALLENGE_TTL_SECONDS = 10 * 60
const CHALLENGE_COOKIE = 'two_factor'

const TOTP_PATH = '/two-factor/verify-totp'
const BACKUP_CODE_PATH = '/two-factor/verify-backup-code'
const ANSWERS_CHALLENGE: ReadonlySet<string> = new Set([TOTP_PATH, BACKUP_CODE_PATH])

/** Sign-ins that need no second factor afterwards: they are one, or say that they prove both. */
export const provesBothFactors = (path: string): boolean => ANSWERS_CHALLENGE.has(path) || featureEndpoint(path)?.provesBothFactors === true

type HookContext = { path?: string | undefined; context: object }
const asksForSecondFactor = ({ path = '' }: HookContext) => !provesBothFactors(path)
const answersChallenge = ({ path = '' }: HookContext) => ANSWERS_CHALLENGE.has(path)

/** Requests, by their context, that owe no second factor: a trusted browser signs in, or nobody does. */
const settled = new WeakSet<object>()
/** Tokens of sessions, by the request that made them, whose person owes the second factor: nobody is signed in yet. */
const owed = new WeakMap<object, string>()
/** Whose challenge a request answers, where its try is counted, and whether codes are locked unless it is right. */
const challenged = new WeakMap<object, { userId: string; counter: codeTries.Counter; isLast: boolean }>()

export function twoFactorEverywhere() {
  const plugin = twoFactor({
    issuer: brand.name,
    allowPasswordless: true,
    twoFactorCookieMaxAge: CHALLENGE_TTL_SECONDS,
    // It counts a try after the comparison, so concurrent ones would all be compared: `codeTries` counts before.
    accountLockout: { enabled: false },
  })
  const [afterSignIn] = plugin.hooks.after
  if (afterSignIn === undefined || plugin.hooks.after.length !== 1)
    throw new Error('The two-factor plugin hooks differently: read it again.')
  return {
    ...plugin,
    hooks: {
      before: [{ matcher: answersChallenge, handler: readAnswer }],
      after: [
        { matcher: asksForSecondFactor, handler: recognizeBrowser },
        { matcher: (context: HookContext) => asksForSecondFactor(context) && !settled.has(context.context), handler: afterSignIn.handler },
        { matcher: ({ context }: HookContext) => owed.has(context), handler: keepNoLateChallenge },
        { matcher: answersChallenge, handler: noteAnswer },
      ],
    },
  }
}

/** Whether this session, which is about to be made, will be taken back for the second factor. */
export async function owesSecondFactor({ userId, token }: { userId: string; token: string }, hook: HookContext | null): Promise<boolean> {
  if (hook !== null && !asksForSecondFactor(hook)) return false
  const [person] = await db.select({ hasTwoFactor: user.twoFactorEnabled }).from(user).where(eq(user.id, userId))
  if (person?.hasTwoFactor !== true) return false
  if (hook !== null) owed.set(hook.context, token)
  return true
}

/** Whether this session was only there to be taken back. */
export const isOwed = ({ token }: { token: string }, hook: HookContext | null): boolean => hook !== null && owed.get(hook.context) === token

const recognizeBrowser = createAuthMiddleware(async ({ context, headers, getSignedCookie }) => {
  const started = context.newSession
  // Turned on while this sign-in was on its way: Better Auth has the person from before.
  if (started !== null && owed.get(context) === started.session.token) started.user.twoFactorEnabled = true
  if (!started?.user.twoFactorEnabled) return
  // Any endpoint renews the session it was asked with once a day. The token stays: nobody signed in.
  const presented = await getSignedCookie(context.authCookies.sessionToken.name, context.secret)
  if (presented === started.session.token) return void settled.add(context)
  if (!(await trustedDevices.recognize(headers, started.user.id))) return
  // A browser that was trusted keeps its session, which proves nothing yet: step-up will ask.
  settled.add(context)
  owed.delete(context)
  history.sessionStarted(started.session)
})

/** The password may have been replaced between the session, which is gone, and the challenge. */
const keepNoLateChallenge = createAuthMiddleware(({ context }) => requireSamePassword(context))

/** Never valid. The plugin refuses it and counts a try of the challenge. */
const NO_CODE = ''

/** What was typed, in the plugin's form. A TOTP code that is not later than the last accepted one is wrong, concurrently too. */
const readAnswer = createAuthMiddleware(async ({ path, body, context, headers, getSignedCookie }) => {
  const signed = (name: string) => getSignedCookie(name, context.secret)
  const token = await signed(context.authCookies.sessionToken.name)
  // With a session the plugin would answer for that one, and count no tries.
  if (typeof token === 'string' && (await context.internalAdapter.findSession(token)) !== null) throw refusal('INVALID_TWO_FACTOR_COOKIE')
  const identifier = await signed(context.createAuthCookie(CHALLENGE_COOKIE).name)
  const challenge = typeof identifier === 'string' ? await context.internalAdapter.findVerificationValue(identifier) : null
  if (challenge === null || challenge.expiresAt <= new Date()) throw refusal('INVALID_TWO_FACTOR_COOKIE')
  const userId = challenge.value
  const counter = await codeTries.counterOf(headers ?? new Headers(), userId)
  const turn = await codeTries.begin(counter)
  if (turn === 'locked') throw APIError.from('TOO_MANY_REQUESTS', TWO_FACTOR_ERROR_CODES.ACCOUNT_TEMPORARILY_LOCKED)
  challenged.set(context, { userId, counter, isLast: turn === 'last' })
  if (path === BACKUP_CODE_PATH) return void (body.code = hashBackupCode(String(body.code)))
  const code = digitsOfCode(String(body.code))
  body.code = (await totp.accept(userId, code)) ? code : NO_CODE
})

const noteAnswer = createAuthMiddleware(async ({ path, context, request }) => {
  const answer = challenged.get(context)
  if (answer === undefined) return
  if (context.newSession !== null) {
    await totp.noteProven(answer.userId, answer.counter, request)
    if (path === BACKUP_CODE_PATH) history.backupCodeUsed({ id: answer.userId }, request)
    return
  }
  history.secondFactorFailed({ id: answer.userId }, path === BACKUP_CODE_PATH ? 'backup_code' : 'totp', request)
  if (answer.isLast) await totp.recordLock(db, answer.userId, request)
  // Of backup codes at one moment one is taken; for the others the plugin has no code of its own.
  if (context.returned instanceof APIError && context.returned.status === 'CONFLICT') throw refusal('INVALID_BACKUP_CODE')
})

const refusal = (code: keyof typeof TWO_FACTOR_ERROR_CODES) => APIError.from('UNAUTHORIZED', TWO_FACTOR_ERROR_CODES[code])
