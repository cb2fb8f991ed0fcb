import { TextResponse } from '#platform/http/text-response.server.ts'
import { failure } from '#auth/guards/auth-failure.server.ts'
import { lookUpSession } from './session-lookup.server.ts'

/** `/get-session` as Better Auth's client knows it, by our look-up: the session and the person, or null. Never the token. */
export async function answerGetSession(request: Request): Promise<Response> {
  try {
    const found = await lookUpSession(request)
    const headers = {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(found?.cookie && { 'set-cookie': found.cookie }),
    }
    return new TextResponse(JSON.stringify(found === null ? null : { session: found.session, user: found.user }), { headers })
  } catch (error) {
    return failure(error, request.url)
  }
}
