import { z } from 'zod'
import { afterFirstFactor } from '#auth/two-factor/challenge.server.ts'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { FormProblem } from '#auth/forms/form-response.server.ts'
import { pendingMailCookie } from '#auth/forms/form-state.server.ts'
import { lastWayCookie } from '#auth/sessions/last-way.server.ts'
import { emailInput, pathInput, secretInput } from '#platform/forms/input.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'

const SignInSchema = z.object({
  email: emailInput,
  password: secretInput,
  remember: z.literal('on').optional(),
  redirect: pathInput,
})

/** Answers the sign-in form. One answer for a wrong password, an unknown address and an account without a password. */
export function signIn(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: SignInSchema,
    secrets: ['password'],
    async submit({ email, password, remember, redirect }) {
      try {
        const { cookies, body } = await callAuth(request, 'POST', '/sign-in/email', { email, password, rememberMe: remember === 'on' })
        return { to: afterFirstFactor(body, safeRedirect(redirect, '/app')), cookies: [...cookies, lastWayCookie('password')] }
      } catch (error) {
        // Said only to someone who knows the password, so it tells a stranger nothing.
        const isUnverified = error instanceof FormProblem && error.refused.form === 'email_unverified'
        if (isUnverified) return { to: '/check-email', cookies: [pendingMailCookie(email)] }
        throw error
      }
    },
  })
}
