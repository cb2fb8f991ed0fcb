import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Accepted, FormProblem, answerForm, callAuth } from '~/auth/form-post.server'
import { readSession } from '~/auth/session.server'
import { db } from '~/db/client.server'
import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '~/db/reachable.server'
import { session } from '~/db/schema'
import { log } from '~/lib/log.server'
import { failureReference } from '~/lib/request-scope.server'

/** Answers the sign-out button: the session ends in Postgres, then the cookie goes. Whatever went wrong, it says that it did not. */
export function signOut(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({}),
    secrets: [],
    submit: () => endSession(request).catch(sayStillSignedIn),
  })
}

async function endSession(request: Request): Promise<Accepted> {
  const presented = await readSession(request)
  const { cookies } = await callAuth(request, 'POST', '/sign-out', {})
  if (presented !== null && (await isAlive(presented.session.id))) throw new Error('The session outlived its sign-out.')
  return { to: '/sign-in?notice=signed_out', cookies }
}

function sayStillSignedIn(error: unknown): never {
  log.error({ err: error, isWithoutDatabase: isWithoutDatabase() }, 'sign-out failed')
  throw new FormProblem({ form: 'still_signed_in', reference: failureReference(), retryAfterSeconds: RETRY_AFTER_SECONDS })
}

async function isAlive(sessionId: string): Promise<boolean> {
  return (await db.select({ id: session.id }).from(session).where(eq(session.id, sessionId))).length > 0
}
