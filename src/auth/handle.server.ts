import { isWithoutDatabase } from '#platform/db/reachable.server.ts'
import { AppError } from '#platform/forms/app-error.ts'
import { canonicalEmail } from '#platform/forms/email-address.ts'
import { isHostileJson } from '#platform/forms/hostile-text.ts'
import { readText } from '#platform/forms/read-text.ts'
import { LimitReached } from '#platform/rate-limits/limit-reached.ts'
import { getAuth } from './auth.server.ts'
import { failure } from '#auth/guards/auth-failure.server.ts'
import { countAuthTry } from '#auth/protection/auth-limits.server.ts'
import { isOpenAuthEndpoint } from './endpoints.ts'
import { inEvenTime } from '#auth/protection/even-time.server.ts'
import { refuseWhenFull, unlessBusy } from '#auth/passwords/password.server.ts'
import { signedAnew } from '#auth/sessions/signed-cookies.server.ts'
import { answerGetSession } from '#auth/sessions/get-session.server.ts'

const BASE_PATH = '/api/auth'
export const BODY_MAX_BYTES = 64 * 1024
/** Known address or not: Better Auth hashes for each. */
const HASHES_PASSWORD: ReadonlySet<string> = new Set(['/sign-in/email', '/sign-up/email', '/reset-password'])

/** Everything under `/api/auth`: closed doors are 404, failures are a reference, and no answer carries a token. */
export async function handleAuth(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.slice(BASE_PATH.length)
  if (!isOpenAuthEndpoint(`${request.method} ${path}`)) return Response.json({ code: 'NOT_FOUND' }, { status: 404 })
  if (path === '/get-session') return answerGetSession(request)
  const body = await readText(request, BODY_MAX_BYTES)
  if (body === null) return Response.json({ code: 'TOO_LARGE' }, { status: 413 })
  if (isHostileJson(body)) return Response.json({ code: 'INVALID_BODY' }, { status: 400 })
  const input = readInput(request, body)
  if (input === null) return Response.json({ code: 'INVALID_BODY' }, { status: 400 })
  return publicAnswer(path, await askAuth(request, request.url, input))
}

/**
 * JSON, in our own writing: Better Auth also signs in by a form's fields, and where it read another address than the one
 * whose tries were counted, guesses would be free. Null for anything else.
 */
function readInput(request: Request, body: string): string | null {
  if (body === '') return body
  if (request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/json') return null
  try {
    return JSON.stringify(JSON.parse(body), withCanonicalEmail)
  } catch {
    return null
  }
}

/** As our forms hand it over, so that one mailbox is one count and one account. What is no address is Better Auth's to refuse. */
const withCanonicalEmail = (key: string, value: unknown) =>
  key === 'email' && typeof value === 'string' ? (canonicalEmail(value) ?? value) : value

/**
 * Better Auth's own answer, for our eyes: bodies of some answers hold tokens. One that failed is replaced, because its
 * body can hold the query that failed with its parameters, the session token among them. Beyond a limit it is not asked:
 * 429 with `Retry-After` and `TOO_MANY`, or `CHALLENGE` where a solved challenge would let the same request pass.
 * `asked` is the request that came in, where `request` was made from it.
 */
export function askAuth(request: Request, url: string, body: string, asked = request): Promise<Response> {
  const path = new URL(url).pathname.slice(BASE_PATH.length)
  return inEvenTime(path, () => answerOf({ request, url, body, asked, path }))
}

type Question = { request: Request; url: string; body: string; asked: Request; path: string }

async function answerOf({ request, url, body, asked, path }: Question): Promise<Response> {
  try {
    // Before it is counted: nobody should lose a try that was not made.
    if (HASHES_PASSWORD.has(path)) refuseWhenFull()
    const settle = await countAuthTry(asked, path, body)
    const { handler } = await getAuth()
    const put = () =>
      handler(new Request(url, { method: request.method, headers: signedAnew(request.headers), ...(body !== '' && { body }) }))
    // Many at once see an empty queue: what it has no room for is refused later, and was no try either.
    const ask = () => unlessBusy(put, () => settle('unasked'))
    const first = await ask()
    // Two sign-ups with one new address at the same moment: the second meets the unique index. Asked again, it is a known address.
    const answer = (await codeOf(first)) === 'FAILED_TO_CREATE_USER' ? await ask() : first
    await settle(answer.ok ? 'done' : 'refused')
    // Better Auth has words of its own for what it could not read: "signed out" for one.
    if (isWithoutDatabase()) return failure(new Error(`Better Auth answered ${answer.status} without the database`), url)
    return answer.status < 500 ? answer : failure(new Error(`Better Auth answered ${answer.status}`), url)
  } catch (error) {
    if (error instanceof LimitReached) return limited(error)
    return error instanceof AppError && error.code === 'unavailable' ? unavailable(error) : failure(error, url)
  }
}

function unavailable({ retryAfterSeconds }: AppError): Response {
  return Response.json({ code: 'UNAVAILABLE' }, { status: 503, headers: { 'retry-after': String(retryAfterSeconds) } })
}

export function limited({ isSolvable, retryAfterSeconds }: LimitReached): Response {
  const headers = { 'retry-after': String(retryAfterSeconds) }
  return Response.json({ code: isSolvable ? 'CHALLENGE' : 'TOO_MANY' }, { status: 429, headers })
}

async function codeOf(answer: Response): Promise<string | null> {
  if (answer.status !== 422) return null
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null)
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : null
}

/** What the browser gets: the token belongs in the HttpOnly cookie only, and an address in an answer to fetch leads nowhere. */
async function publicAnswer(path: string, answer: Response): Promise<Response> {
  const headers = new Headers(answer.headers)
  for (const name of ['content-length', 'location']) headers.delete(name)
  headers.set('cache-control', 'no-store')
  if (!headers.get('content-type')?.startsWith('application/json')) return new Response(answer.body, { status: answer.status, headers })
  // The person in this answer is made up when the address is known, and the two can be told apart by the kind of id.
  const body = path === '/sign-up/email' && answer.ok ? { status: true } : await answer.json()
  return new Response(JSON.stringify(body, withoutToken), { status: answer.status, headers })
}

const withoutToken = (key: string, value: unknown) => (key === 'token' ? undefined : value)
