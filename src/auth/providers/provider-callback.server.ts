/** What a provider answers, at `/api/auth/callback/ID`: Better Auth checks it, and every way it can end leads to a page of ours. */
import { z } from 'zod'
import { env } from '#platform/config/env.server.ts'
import { readText } from '#platform/forms/read-text.ts'
import { safeRedirect } from '#platform/http/safe-redirect.ts'
import { isConnected } from './connected.server.ts'
import { probeCookies } from '#auth/protection/cookies-blocked.server.ts'
import { BODY_MAX_BYTES, askAuth } from '#auth/handle.server.ts'
import { lastWayCookie } from '#auth/sessions/last-way.server.ts'
import { inAttempt } from './provider-attempt.server.ts'
import { providerErrorPath } from './provider-error.server.ts'
import type { ProviderProblem } from './provider-problems.ts'
import { withStateAlone, withoutAttempt } from './provider-state.server.ts'
import { providerNamed } from './providers.server.ts'

const HOME = '/app'
/** What a provider may send, and no more travels on. */
const PARAMETERS = ['code', 'state', 'error', 'iss', 'user']

/** By Better Auth's code, or the provider's own. */
const PROBLEM_BY_CODE: Record<string, ProviderProblem> = {
  access_denied: 'denied',
  user_cancelled_authorize: 'denied',
  state_not_found: 'state_lost',
  state_mismatch: 'state_lost',
  state_invalid: 'state_lost',
  invalid_callback_request: 'state_lost',
  nonce_binding_missing: 'state_lost',
  // The session that asked for it has ended meanwhile.
  unable_to_link_account: 'state_lost',
  account_not_linked: 'email_taken',
  account_already_linked_to_different_user: 'linked_elsewhere',
  server_error: 'provider_unreachable',
  temporarily_unavailable: 'provider_unreachable',
  no_code: 'provider_refused',
  invalid_code: 'provider_refused',
  issuer_mismatch: 'provider_refused',
}

const OwedSchema = z.object({ twoFactorRedirect: z.literal(true) })

export async function answerCallback(request: Request, providerId: string): Promise<Response> {
  if (providerNamed(providerId) === null) return Response.json({ code: 'NOT_FOUND' }, { status: 404 })
  return request.method === 'POST' ? askAgainByGet(request, providerId) : finish(request, providerId)
}

/** Apple posts, from its own site: without our cookies. The browser brings them when it asks again. */
async function askAgainByGet(request: Request, providerId: string): Promise<Response> {
  const form = new URLSearchParams((await readText(request, BODY_MAX_BYTES)) ?? '')
  return seeOther(ownUrl(providerId, form).href, [])
}

/** At the configured origin, whatever host the request names. */
function ownUrl(providerId: string, given: URLSearchParams): URL {
  const url = new URL(`/api/auth/callback/${providerId}`, env().appUrl)
  for (const name of PARAMETERS) if (given.has(name)) url.searchParams.set(name, given.get(name) ?? '')
  return url
}

function finish(request: Request, providerId: string): Promise<Response> {
  return inAttempt(request, async (attempt) => {
    const url = ownUrl(providerId, new URL(request.url).searchParams)
    const state = url.searchParams.get('state') ?? ''
    const answer = await askAuth(withStateAlone(request, state), url.href, '', request)
    const cookies = withoutAttempt(request, state, answer.headers.getSetCookie())
    const target = URL.parse(answer.headers.get('location') ?? '')
    const failed = (problem: ProviderProblem) => {
      // The page that says so then knows whether this browser keeps cookies.
      probeCookies()
      return seeOther(providerErrorPath(attempt.problem ?? problem, providerId), cookies)
    }

    // The two-factor plugin puts its body into the redirect that the sign-in would have been.
    if (answer.status < 400 && (await owesSecondFactor(answer)))
      return seeOther(`/two-factor?redirect=${encodeURIComponent(pathOf(attempt.to))}`, [...cookies, lastWayCookie(providerId)])
    // Of two accounts at one moment the second meets the unique index.
    if (answer.status === 500 && attempt.connecting !== null && (await isConnected(attempt.connecting.viewer.id, providerId)))
      return failed('already_connected')
    if (target === null) return failed(answer.status === 429 ? 'too_many' : answer.status === 503 ? 'unavailable' : 'failed')
    const code = target.searchParams.get('error')
    if (target.pathname === '/auth/error') return failed(PROBLEM_BY_CODE[code ?? ''] ?? 'failed')
    return seeOther(pathOf(target.href), attempt.connecting !== null ? cookies : [...cookies, lastWayCookie(providerId)])
  })
}

const owesSecondFactor = async (answer: Response) => OwedSchema.safeParse(await answer.json().catch(() => null)).success

/** Of an address on this site; the app's home for any other. */
function pathOf(address: string | null): string {
  const url = URL.parse(address ?? '')
  return url?.origin === env().appUrl ? safeRedirect(url.pathname + url.search + url.hash, HOME) : HOME
}

function seeOther(location: string, cookies: string[]): Response {
  const response = new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
