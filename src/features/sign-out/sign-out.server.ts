import { z } from 'zod'
import { type Accepted, FormProblem, answerForm, callAuth } from '~/auth/form-post.server'
import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '~/db/reachable.server'
import { reportError } from '~/lib/report-error.server'
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
  const { cookies } = await callAuth(request, 'POST', '/sign-out', {})
  return { to: '/sign-in?notice=signed_out', cookies }
}

function sayStillSignedIn(error: unknown): never {
  reportError(error, 'sign-out failed', { isWithoutDatabase: isWithoutDatabase() })
  throw new FormProblem({ form: 'still_signed_in', reference: failureReference(), retryAfterSeconds: RETRY_AFTER_SECONDS })
}
