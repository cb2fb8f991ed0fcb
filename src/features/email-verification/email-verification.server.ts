import { signJWT, verifyJWT } from 'better-auth/crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { pendingMailCookie } from '#auth/forms/form-state.server.ts'
import { refuseWhenFull, unlessBusy, verifyPassword } from '#auth/passwords/password.server.ts'
import { readSession } from '#auth/sessions/session.server.ts'
import { hasSignedUp } from '#auth/protection/sign-up-proof.server.ts'
import { db } from '#platform/db/client.server.ts'
import { account, user } from '#platform/db/schema/index.ts'
import { authSecrets, env } from '#platform/config/env.server.ts'
import { emailInput } from '#platform/forms/input.ts'
import { countTry, giveTryBack } from '#platform/rate-limits/count.server.ts'

const TOKEN_MAX_CHARACTERS = 2000
const PASSWORD_MAX_LENGTH = 1024

/** Answers "send it again". The same for every address, known or not, confirmed or not. */
export function resendVerification(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ email: emailInput }),
    secrets: [],
    // Who is signed in has a confirmed address, and Better Auth takes no other from them.
    authorize: async () => ((await readSession(request)) === null ? null : { to: '/app' }),
    async submit({ email }) {
      await callAuth(request, 'POST', '/send-verification-email', { email })
      return { to: '/check-email?sent=again', cookies: [pendingMailCookie(email)] }
    },
  })
}

/**
 * Answers the confirm button. Only this POST consumes the link; mail scanners that open it change nothing. Besides the
 * link it takes the browser that signed up, or the password that was chosen there.
 */
export function confirmEmail(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ token: z.string().max(TOKEN_MAX_CHARACTERS).catch(''), password: z.string().max(PASSWORD_MAX_LENGTH).optional() }),
    secrets: ['password', 'token'],
    back: ({ token = '' }) => `/verify-email?token=${encodeURIComponent(token)}`,
    async submit({ token, password }) {
      const claims = await claimsIn(token)
      const person = await personOf(claims)
      if (person.emailVerified) throw new FormProblem({ form: 'link_used' })
      if (!hasSignedUp(request, person.id)) await requirePassword(person, password)
      await callAuth(request, 'GET', `/verify-email?token=${encodeURIComponent(await signedByNow(claims))}`)
      return { to: '/sign-in?notice=email_confirmed' }
    },
  })
}

const ClaimsSchema = z.object({ email: emailInput, userId: z.uuid(), exp: z.number() })
type Claims = z.infer<typeof ClaimsSchema>

/** What the link says, by the secret that signed it. */
async function claimsIn(token: string): Promise<Claims> {
  for (const secret of authSecrets()) {
    const claims = ClaimsSchema.safeParse(await verifyJWT(token, secret))
    if (claims.success) return claims.data
  }
  throw new FormProblem({ form: 'link_invalid' })
}

/** For Better Auth, which knows the secret of now alone; good for as long as the link is. */
const signedByNow = ({ email, userId, exp }: Claims): Promise<string> =>
  signJWT({ email, userId }, env().authSecret, exp - Math.floor(Date.now() / 1000))

type Person = Awaited<ReturnType<typeof personOf>>

async function personOf(claims: Claims) {
  const [person] = await db
    .select({ id: user.id, emailVerified: user.emailVerified, passwordHash: account.password })
    .from(user)
    .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, 'credential')))
    .where(and(eq(user.id, claims.userId), eq(user.email, claims.email)))
  if (person === undefined) throw new FormProblem({ form: 'link_invalid' })
  return person
}

async function requirePassword({ id, passwordHash: hash }: Person, password: string | undefined): Promise<void> {
  if (password === undefined || password === '') throw new FormProblem({ fields: { password: 'password_needed' } })
  refuseWhenFull()
  await countTry('password_of_sign_up', id)
  const isRight = () => (hash === null ? Promise.resolve(false) : verifyPassword({ hash, password }))
  if (!(await unlessBusy(isRight, () => giveTryBack('password_of_sign_up', id))))
    throw new FormProblem({ fields: { password: 'password_not_chosen' } })
}
