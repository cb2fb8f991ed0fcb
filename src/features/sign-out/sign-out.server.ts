import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { FormProblem, answerForm, callAuth } from '~/auth/form-post.server'
import { readSession } from '~/auth/session.server'
import { db } from '~/db/client.server'
import { session } from '~/db/schema'

/** Answers the sign-out button: the session ends in Postgres, then the cookie goes. If the row is still there, it says so. */
export function signOut(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({}),
    secrets: [],
    async submit() {
      const presented = await readSession(request)
      const { cookies } = await callAuth(request, 'POST', '/sign-out', {})
      if (presented !== null && (await isAlive(presented.session.id))) throw new FormProblem({ form: 'internal' })
      return { to: '/sign-in?notice=signed_out', cookies }
    },
  })
}

async function isAlive(sessionId: string): Promise<boolean> {
  return (await db.select({ id: session.id }).from(session).where(eq(session.id, sessionId))).length > 0
}
