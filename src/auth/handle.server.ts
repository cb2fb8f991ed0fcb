import { log } from '~/lib/log.server'
import { auth } from './auth.server'
import { OPEN_AUTH_ENDPOINTS } from './endpoints'

const BASE_PATH = '/api/auth'
const BODY_MAX_BYTES = 64 * 1024

/** Everything under `/api/auth`: closed doors are 404, failures are a reference, and no answer carries a token. */
export async function handleAuth(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice(BASE_PATH.length)
  if (!OPEN_AUTH_ENDPOINTS.has(`${request.method} ${path}`)) return Response.json({ code: 'NOT_FOUND' }, { status: 404 })
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MAX_BYTES) return Response.json({ code: 'TOO_LARGE' }, { status: 413 })
  try {
    return await withoutTokens(await auth.handler(request))
  } catch (error) {
    // Drizzle's error holds the query's parameters, the session token among them.
    const reference = crypto.randomUUID().slice(0, 8)
    log.error({ err: error, reference, path }, 'auth request failed')
    return Response.json({ code: 'INTERNAL', reference }, { status: 500 })
  }
}

/** Better Auth returns the session token in the body of several answers; it belongs in the HttpOnly cookie only. */
async function withoutTokens(answer: Response): Promise<Response> {
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return answer
  const body = JSON.stringify(await answer.json(), (key, value: unknown) => (key === 'token' ? undefined : value))
  const headers = new Headers(answer.headers)
  headers.delete('content-length')
  headers.set('cache-control', 'no-store')
  const retryAfter = headers.get('x-retry-after')
  if (retryAfter !== null) headers.set('retry-after', retryAfter)
  return new Response(body, { status: answer.status, headers })
}
