import { z } from 'zod'
import { answerForm, callAuth } from '~/auth/form-post.server'

/** Answers the sign-out button: the session ends in Postgres, then the cookie goes. */
export function signOut(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({}),
    secrets: [],
    submit: async () => ({ to: '/sign-in?notice=signed_out', cookies: await callAuth(request, 'POST', '/sign-out', {}) }),
  })
}
