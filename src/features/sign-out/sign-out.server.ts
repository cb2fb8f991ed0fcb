import { z } from 'zod'
import { callAuth } from '#auth/forms/call-auth.server.ts'
import { answerForm } from '#auth/forms/form-post.server.ts'
import { type Accepted, FormProblem } from '#auth/forms/form-response.server.ts'
import { accountChangedCookie } from '#auth/guards/same-viewer.server.ts'
import { lookUpSession } from '#auth/sessions/session-lookup.server.ts'
import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '#platform/db/reachable.server.ts'
import { reportError } from '#platform/observability/report-error.server.ts'
import { viewerInput } from '#platform/forms/input.ts'
import { failureReference } from '#platform/observability/request-scope.server.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'

/** Answers the sign-out button: the session ends in Postgres, then the cookie goes. Whatever went wrong, it says that it did not. */
export function signOut(request: Request): Promise<Response> {
  return answerForm(request, {
    schema: z.object({ [VIEWER_FIELD]: viewerInput }),
    secrets: [],
    submit: (values) => endSession(request, values[VIEWER_FIELD]).catch(sayStillSignedIn),
  })
}

/** A page of one user does not sign another out: it leads to the page that names who is signed in, and asks. */
async function endSession(request: Request, viewer: string | undefined): Promise<Accepted> {
  const found = await lookUpSession(request)
  if (found !== null && found.user.id !== viewer) return { to: '/sign-out', cookies: [accountChangedCookie()] }
  const { cookies } = await callAuth(request, 'POST', '/sign-out', {})
  return { to: '/sign-in?notice=signed_out', cookies }
}

function sayStillSignedIn(error: unknown): never {
  reportError(error, 'sign-out failed', { isWithoutDatabase: isWithoutDatabase() })
  throw new FormProblem({ form: 'still_signed_in', reference: failureReference(), retryAfterSeconds: RETRY_AFTER_SECONDS })
}
