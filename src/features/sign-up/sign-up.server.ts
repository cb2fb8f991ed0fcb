import { z } from 'zod'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { pendingMailCookie } from '#auth/forms/form-state.server.ts'
import { signUpProofCookie } from '#auth/protection/sign-up-proof.server.ts'
import { emailInput, nameInput, secretInput } from '#platform/forms/input.ts'

/** For a known address the person is made up, id included. */
const AnswerSchema = z.object({ user: z.object({ id: z.string() }) })

const SignUpSchema = z.object({ name: nameInput, email: emailInput, password: secretInput })

/** Answers the sign-up form. A known address gets the same answer; its owner gets a mail instead. */
export function signUp(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: SignUpSchema,
    secrets: ['password'],
    async submit({ name, email, password }) {
      const { body } = await callAuth(request, 'POST', '/sign-up/email', { name, email, password })
      return { to: '/check-email', cookies: [pendingMailCookie(email), signUpProofCookie(AnswerSchema.parse(body).user.id)] }
    },
  })
}
