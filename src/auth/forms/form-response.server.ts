/** What a form post is answered with: `303` for a browser, JSON for our script. */
import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '#platform/db/reachable.server.ts'
import { AppError } from '#platform/forms/app-error.ts'
import type { RefusalCodes } from '#platform/forms/form-refusal.ts'
import { errorOf } from '#platform/forms/problem.server.ts'
import { reportError, settleAdvice } from '#platform/observability/report-error.server.ts'
import { failureReference } from '#platform/observability/request-scope.server.ts'
import { LimitReached } from '#platform/rate-limits/limit-reached.ts'
import { refusalCookie } from './form-state.server.ts'
import { inWords } from './problem-text.server.ts'
import { safeTarget } from '#auth/protection/outgoing-redirect.server.ts'

export type Accepted = { to: string; cookies?: string[] }
export type Values = Record<string, string>
export type Refused = Partial<Omit<RefusalCodes, 'values'>>

export class FormProblem extends Error {
  override name = 'FormProblem'
  readonly refused: Refused
  constructor(refused: Refused) {
    super('form refused')
    this.refused = refused
  }
}

/** On to the next page, by JSON or as a browser follows it. */
export const leadTo = (request: Request, { to, cookies = [] }: Accepted): Response =>
  withCookies(wantsJson(request) ? Response.json({ to: safeTarget(to, request.url) }) : seeOther(to), cookies)

/** Says what went wrong, by JSON or on the page that was posted to, to `viewer` alone. `values` is what its form shows again. */
export async function refuse(
  request: Request,
  error: unknown,
  viewer: string | null = null,
  values: Values = {},
  back?: string,
): Promise<Response> {
  const refused = refusedBy(error) ?? unexpected(error)
  if (import.meta.env.DEV) await settleAdvice()
  const refusal: RefusalCodes = { form: null, fields: {}, retryAfterSeconds: null, reference: null, ...refused, values }
  if (wantsJson(request))
    return withCookies(
      Response.json({ ...refusal, ...inWords(refusal) }, { status: statusOf(refusal), headers: retryHeaders(refusal) }),
      [],
    )
  const { pathname, search } = new URL(request.url)
  return withCookies(seeOther(back ?? pathname + search), [refusalCookie({ path: pathname, viewer }, refusal)])
}

function refusedBy(error: unknown): Refused | null {
  if (error instanceof FormProblem) return error.refused
  if (error instanceof AppError && error.code === 'unavailable')
    return { form: 'unavailable', reference: error.reference, retryAfterSeconds: error.retryAfterSeconds }
  if (!(error instanceof LimitReached)) return null
  return { form: error.isSolvable ? 'challenge' : 'too_many', retryAfterSeconds: error.retryAfterSeconds }
}

const wantsJson = (request: Request) => request.headers.get('accept') === 'application/json'

/** An unexpected error: it is reported. */
export function unexpected(error: unknown): Refused {
  const reference = failureReference()
  const isAway = isWithoutDatabase()
  reportError(error, 'form failed', { isWithoutDatabase: isAway })
  return isAway ? { form: 'unavailable', reference, retryAfterSeconds: RETRY_AFTER_SECONDS } : { form: 'internal', reference }
}

const statusOf = ({ form }: RefusalCodes): number => (form === null ? undefined : errorOf(form).status) ?? 422

function retryHeaders(refusal: RefusalCodes): HeadersInit {
  return refusal.retryAfterSeconds === null ? {} : { 'retry-after': String(refusal.retryAfterSeconds) }
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } })
}

function withCookies(response: Response, cookies: string[]): Response {
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  response.headers.set('cache-control', 'no-store')
  return response
}
