/** Who may be whom: the whole policy of Better Auth, top to bottom. */
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { tanstackStartCookies } from 'better-auth/tanstack-start'
import { z } from 'zod'
import { brand } from '#brand.ts'
import { db } from '#platform/db/client.server.ts'
import * as schema from '#platform/db/schema/index.ts'
import { authSecrets, env } from '#platform/config/env.server.ts'
import { emailInput, nameInput } from '#platform/forms/input.ts'
import { log } from '#platform/observability/log.server.ts'
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '#platform/forms/password-limits.ts'
import { versioned } from '#platform/crypto/sealed-text.ts'
import { getLocale } from '#platform/i18n/generated/runtime.js'
import { authParts } from './auth-parts.ts'
import * as accountMails from './account-mails.server.ts'
import { inBackground } from '#platform/http/background.server.ts'
import { acceptAddressesAsHtmlDoes } from '#auth/protection/email-pattern.server.ts'
import { CLIENT_ADDRESS_HEADER } from '#auth/protection/client-address.server.ts'
import { isHttps, sessionCookiePrefix } from '#auth/sessions/cookies.server.ts'
import * as history from './history.server.ts'
import { knownDeviceCookie } from '#auth/protection/known-device.server.ts'
import { refuseBlockedSignIn } from '#auth/sessions/sign-in-block.server.ts'
import { notePassword, requireUnrevoked } from '#auth/sessions/late-sign-in.server.ts'
import { newPasswordProblem } from '#auth/passwords/new-password.server.ts'
import type { PasswordOwner } from '#auth/passwords/password-policy.ts'
import { hashPassword, verifyPassword } from '#auth/passwords/password.server.ts'
import { connectingMember } from '#auth/providers/provider-attempt.server.ts'
import { providers } from '#auth/providers/providers.server.ts'
import { isOwed, owesSecondFactor, twoFactorEverywhere } from '#auth/two-factor/second-factor.server.ts'
import { SESSION_IDLE_SECONDS, SESSION_REFRESH_SECONDS, endingSessions, requireEnded } from '#auth/sessions/session-limits.server.ts'
import { RESET_LINK, hashingIdentifiers } from './verification-store.server.ts'

const RESET_TTL_MINUTES = 30
const VERIFICATION_TTL_MINUTES = 60
/** What went wrong stands in its query; `provider-callback.server.ts` puts it in our words. */
const PROVIDER_ERROR_PAGE = '/auth/error'

/** Closed to the outside: our forms ask them, with an address to return to that they have checked. */
const OWN_ENDPOINTS: ReadonlySet<string> = new Set(['/sign-in/social', '/link-social'])

const PersonSchema = z.object({ name: nameInput, email: emailInput, password: z.string().max(1024) })

acceptAddressesAsHtmlDoes()

/** All of it but what features add. */
const policy = {
  appName: brand.name,
  baseURL: env().appUrl,
  basePath: '/api/auth',
  // Encrypts with the first and reads by all of them; signs and checks by the first (`handle.server.ts`).
  secrets: versioned(authSecrets()),
  trustedOrigins: [env().appUrl],
  // Its spans hold whole error messages, parameters included (decision 032).
  experimental: { instrumentation: { enabled: false } },
  database: endingSessions(hashingIdentifiers(drizzleAdapter(db, { provider: 'pg', schema, transaction: true }))),

  emailAndPassword: {
    enabled: true,
    requireEmailVerification: true,
    autoSignIn: false,
    minPasswordLength: PASSWORD_MIN_CHARACTERS,
    maxPasswordLength: PASSWORD_MAX_CHARACTERS,
    password: { hash: hashPassword, verify: verifyPassword },
    resetPasswordTokenExpiresIn: RESET_TTL_MINUTES * 60,
    revokeSessionsOnPasswordReset: true,
    // Without a request it is this product that asks, for someone who has spent a link of theirs on it.
    sendResetPassword: ({ user, token }, request) => accountMails.sendReset(user, token, RESET_TTL_MINUTES, request !== undefined),
    onExistingUserSignUp: ({ user }) => accountMails.sendAlreadyRegistered(user, VERIFICATION_TTL_MINUTES),
    // The link proved the address, and whoever chose the old password may have been someone else.
    onPasswordReset: ({ user }, request) => history.passwordWasReset(user, request),
  },
  emailVerification: {
    sendOnSignUp: true,
    sendOnSignIn: false,
    autoSignInAfterVerification: false,
    expiresIn: VERIFICATION_TTL_MINUTES * 60,
    sendVerificationEmail: ({ user, token }) => accountMails.sendVerification(user, token, VERIFICATION_TTL_MINUTES),
    afterEmailVerification: async (user, request) => history.emailWasVerified(user, request),
  },

  user: {
    additionalFields: {
      role: { type: 'string', required: false, input: false, returned: false, defaultValue: 'user' },
      locale: { type: 'string', required: false, input: false, returned: false, defaultValue: () => getLocale() },
      bannedAt: { type: 'date', required: false, input: false, returned: false },
    },
  },
  session: {
    expiresIn: SESSION_IDLE_SECONDS,
    updateAge: SESSION_REFRESH_SECONDS,
    // Better Auth's own idea of step-up, by the age of the session. Ours is `provenAt`.
    freshAge: 0,
    // A cached session outlives its revocation: every request asks Postgres.
    cookieCache: { enabled: false },
    additionalFields: {
      provenAt: { type: 'date', required: false, input: false },
      lastActiveAt: { type: 'date', required: false, input: false },
    },
  },
  account: {
    // None is handed to Better Auth (`provider-connector.server.ts`); one that ever is, is encrypted.
    encryptOAuthTokens: true,
    // An address proves nothing about an account here: connecting takes a person who is signed in, and says so.
    accountLinking: { enabled: true, disableImplicitLinking: true, allowDifferentEmails: true },
  },

  // Ours are counted before Better Auth is asked: `auth-limits.server.ts`.
  rateLimit: { enabled: false },
  onAPIError: { throw: true, errorURL: new URL(PROVIDER_ERROR_PAGE, env().appUrl).href },
  logger: { log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ area: 'auth' }, message) },
  telemetry: { enabled: false },
  advanced: {
    // Known and unknown addresses must take the same time.
    backgroundTasks: { handler: inBackground },
    database: { generateId: 'uuid' },
    useSecureCookies: false,
    cookiePrefix: sessionCookiePrefix(),
    defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() },
    // Set by our own server from the socket and the trusted proxies; what a client sends under this name is dropped.
    ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
  },

  databaseHooks: {
    user: {
      create: { after: async (user, context) => history.signedUp(user, context?.request) },
    },
    account: { create: { after: async (account, context) => history.accountAdded(account, connectingMember(), context?.request) } },
    session: {
      create: {
        // Whoever signs in is there, unless the second factor is still owed: then nobody has signed in yet.
        before: async (session, context) => {
          await refuseBlockedSignIn(session.userId)
          // Better Auth keeps the /64 of an IPv6 address, in a spelling of its own; events have the address itself.
          const ipAddress = context?.headers?.get(CLIENT_ADDRESS_HEADER) ?? null
          return { data: { ...session, ipAddress, provenAt: (await owesSecondFactor(session, context)) ? null : new Date() } }
        },
        after: async (session, context) => {
          await requireUnrevoked(session, context, () => owesSecondFactor(session, context))
          if (session.provenAt !== null) history.sessionStarted(session)
        },
      },
      delete: { after: async (session, context) => (isOwed(session, context) ? undefined : history.sessionEnded(session)) },
    },
  },
  hooks: {
    before: createAuthMiddleware(async (context) => {
      if (context.path === '/sign-in/email') await notePassword(context)
      if (context.path === '/reset-password') await refuseWeakPassword(context.body?.newPassword, await ownerOfResetLink(context))
      // An address in the body would come back as a redirect, a picture would be fetched by whoever sees the person.
      const refused = OWN_ENDPOINTS.has(context.path) ? ['image'] : ['callbackURL', 'redirectTo', 'image']
      for (const name of refused) delete context.body?.[name]
      if (context.path === '/sign-up/email') Object.assign(context.body, await validPerson(context.body))
    }),
    after: createAuthMiddleware(async (context) => {
      history.noteRefusedSignIn(context)
      const { newSession: started, returned, responseHeaders } = context.context
      // A request that was on its way while step-up changed the token must not take the new cookie from the browser.
      if (context.path === '/get-session' && returned === null) responseHeaders?.delete('set-cookie')
      if (context.path === '/sign-out') await requireEnded(await presentedToken(context))
      if (started === null) return
      // Session fixation: whatever session came with a sign-in of any kind ends with it. One that is only renewed keeps its token.
      const presented = await presentedToken(context)
      if (typeof presented === 'string' && presented !== started.session.token)
        await context.context.internalAdapter.deleteSession(presented)
      if (presented === started.session.token || isOwed(started.session, context)) return
      const cookie = await knownDeviceCookie(context.headers ?? new Headers(), started.user.id, { hasPassedFactor: true })
      if (cookie !== null) responseHeaders?.append('set-cookie', cookie)
    }),
  },
} satisfies BetterAuthOptions

/** The second factor is asked for before others look at a sign-in, and cookies are set after all. */
async function make() {
  const added = await Promise.all(authParts().map(async ({ plugins }) => (await plugins?.()) ?? []))
  return betterAuth({
    ...policy,
    plugins: [twoFactorEverywhere(), providers(), ...added.flat(), tanstackStartCookies()],
  })
}

let made: ReturnType<typeof make> | undefined

/** Made when it is first asked for: what features add is known then. A failure is not kept. */
export const getAuth = () =>
  (made ??= make().catch((error: unknown) => {
    made = undefined
    throw error
  }))

type Hook = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0]

const presentedToken = ({ context, getSignedCookie }: Hook) => getSignedCookie(context.authCookies.sessionToken.name, context.secret)

/** The same rules as the form's, for who calls the API. */
async function validPerson(body: unknown) {
  const person = PersonSchema.safeParse(body)
  if (!person.success) {
    const field = String(person.error.issues[0]?.path[0] ?? 'input').toUpperCase()
    throw new APIError('BAD_REQUEST', { code: `INVALID_${field}`, message: 'The input is not valid.' })
  }
  await refuseWeakPassword(person.data.password, person.data)
  return person.data
}

/** Whose password a link resets, found as Better Auth finds it, so that it is checked against their address and name. */
async function ownerOfResetLink({ body, query, context }: Hook): Promise<PasswordOwner> {
  const token: unknown = body?.token || query?.token
  const link = typeof token === 'string' ? await context.internalAdapter.findVerificationValue(RESET_LINK + token) : null
  const owner = link === null || link.expiresAt < new Date() ? null : await context.internalAdapter.findUserById(link.value)
  if (owner === null) throw new APIError('BAD_REQUEST', { code: 'INVALID_TOKEN', message: 'The link is not valid.' })
  return owner
}

async function refuseWeakPassword(password: unknown, owner: PasswordOwner) {
  const problem = typeof password === 'string' ? await newPasswordProblem(password, owner) : 'password_too_short'
  if (problem !== null) throw new APIError('BAD_REQUEST', { code: problem.toUpperCase(), message: 'The password cannot be used.' })
}
