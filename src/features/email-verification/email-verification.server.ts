import { verifyJWT } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { FormProblem, answerForm, callAuth } from '~/auth/form-post.server'
import { pendingMailCookie } from '~/auth/form-state.server'
import { db } from '~/db/client.server'
import { user } from '~/db/schema'
import { env } from '~/env.server'
import { emailInput } from '~/lib/input'

const TOKEN_MAX_CHARACTERS = 2000

/** Answers "send it again". The same for every address, known or not, confirmed or not. */
export function resendVerification(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ email: emailInput }),
    secrets: [],
    async submit({ email }) {
      await callAuth(request, 'POST', '/send-verification-email', { email })
      return { to: '/check-email?sent=again', cookies: [pendingMailCookie(email)] }
    },
  })
}

/** Answers the confirm button. Only this POST consumes the link; mail scanners that open it change nothing. */
export function confirmEmail(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ token: z.string().max(TOKEN_MAX_CHARACTERS).default('') }),
    secrets: ['token'],
    back: ({ token = '' }) => `/verify-email?token=${encodeURIComponent(token)}`,
    async submit({ token }) {
      if (await wasUsed(token)) throw new FormProblem({ form: 'link_used' })
      await callAuth(request, 'GET', `/verify-email?token=${encodeURIComponent(token)}`)
      return { to: '/sign-in?notice=email_confirmed' }
    },
  })
}

const ClaimsSchema = z.object({ email: z.email(), userId: z.uuid().optional() })

async function wasUsed(token: string): Promise<boolean> {
  const claims = ClaimsSchema.safeParse(await verifyJWT(token, env().authSecret))
  if (!claims.success) return false
  const [person] = await db.select({ verified: user.emailVerified }).from(user).where(eq(user.email, claims.data.email))
  return person?.verified ?? false
}
