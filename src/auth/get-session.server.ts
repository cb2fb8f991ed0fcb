import { failure } from './auth-failure.server'
import { lookUpSession } from './session-lookup.server'

/** Better Auth's `/get-session` as its client knows it, by our look-up: the session and the person, or null. Never the token. */
export async function answerGetSession(request: Request): Promise<Response> {
  try {
    const found = await lookUpSession(request)
    const headers = new Headers({ 'cache-control': 'no-store' })
    if (found !== null && found.cookie !== null) headers.set('set-cookie', found.cookie)
    return Response.json(found === null ? null : answerOf(found), { headers })
  } catch (error) {
    return failure(error, request.url)
  }
}
