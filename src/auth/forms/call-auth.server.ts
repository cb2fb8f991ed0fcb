/** Better Auth, called as the browser would: through its handler, where limits and cookies are. Its refusals become ours. */
import { z } from 'zod'
import { RETRY_AFTER_SECONDS } from '#platform/db/reachable.server.ts'
import { env } from '#platform/config/env.server.ts'
import { type Problem, isProblem } from '#platform/forms/problem.ts'
import { authParts } from '#auth/auth-parts.ts'
import { FormProblem, type Refused, unexpected } from './form-response.server.ts'
import { askAuth } from '#auth/handle.server.ts'

/** With the caller's cookies and address. Throws FormProblem when Better Auth refuses. */
export async function callAuth(
  request: Request,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<{ cookies: string[]; body: unknown }> {
  const headers = new Headers(request.headers)
  for (const name of ['content-length', 'content-type', 'accept', 'transfer-encoding']) headers.delete(name)
  // The same-origin proof was checked in src/app/start.ts, where Sec-Fetch-Site is enough; Better Auth wants an Origin.
  headers.set('origin', env().appUrl)
  if (body !== undefined) headers.set('content-type', 'application/json')
  const url = new URL(`/api/auth${path}`, env().appUrl)
  const answer = await askAuth(new Request(url, { method, headers }), url.href, body === undefined ? '' : JSON.stringify(body), request)
  if (!answer.ok) throw new FormProblem(await translate(answer))
  return { cookies: answer.headers.getSetCookie(), body: await answer.json() }
}

const FailureSchema = z.object({ code: z.string().optional(), reference: z.string().nullable().optional() })

const ProblemSchema = z.custom<Problem>(isProblem)
const KnownSchema = z.union([z.strictObject({ form: ProblemSchema }), z.strictObject({ fields: z.record(z.string(), ProblemSchema) })])

/** Of Better Auth's own endpoints. */
const PROBLEM_BY_CODE: Record<string, Refused> = {
  INVALID_EMAIL_OR_PASSWORD: { form: 'credentials_wrong' },
  EMAIL_NOT_VERIFIED: { form: 'email_unverified' },
  INVALID_EMAIL: { fields: { email: 'email_invalid' } },
  INVALID_NAME: { fields: { name: 'required' } },
  PASSWORD_TOO_SHORT: { fields: { password: 'password_too_short' } },
  PASSWORD_TOO_LONG: { fields: { password: 'password_too_long' } },
  PASSWORD_COMMON: { fields: { password: 'password_common' } },
  PASSWORD_PERSONAL: { fields: { password: 'password_personal' } },
  PASSWORD_BREACHED: { fields: { password: 'password_breached' } },
  INVALID_TOKEN: { form: 'link_invalid' },
  TOKEN_EXPIRED: { form: 'link_invalid' },
  USER_NOT_FOUND: { form: 'link_invalid' },
  STEP_UP_NEEDED: { form: 'step_up_needed' },
  INVALID_CODE: { fields: { code: 'code_wrong' } },
  INVALID_BACKUP_CODE: { fields: { code: 'code_wrong' } },
  ACCOUNT_TEMPORARILY_LOCKED: { form: 'code_locked' },
  INVALID_TWO_FACTOR_COOKIE: { form: 'challenge_over' },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { form: 'challenge_over' },
  TOTP_NOT_ENABLED: { form: 'challenge_over' },
  BACKUP_CODES_NOT_ENABLED: { form: 'challenge_over' },
}

async function translate(answer: Response): Promise<Refused> {
  const body = FailureSchema.safeParse(await answer.json().catch(() => null))
  const { code = codeInAddress(answer), reference = null } = body.data ?? {}
  if (code === 'TOO_MANY' || code === 'CHALLENGE')
    return { form: code === 'CHALLENGE' ? 'challenge' : 'too_many', retryAfterSeconds: Number(answer.headers.get('retry-after')) }
  if (code === 'UNAVAILABLE') return { form: 'unavailable', reference, retryAfterSeconds: RETRY_AFTER_SECONDS }
  if (code === 'INTERNAL') return { form: 'internal', reference }
  return PROBLEM_BY_CODE[code] ?? featureProblem(code) ?? unexpected(new Error(`Better Auth answered ${answer.status} ${code}`))
}

/** A word that no form knows is as unexpected as an unknown code. */
function featureProblem(code: string): Refused | null {
  const known = authParts().find(({ problems }) => problems !== undefined && Object.hasOwn(problems, code))?.problems?.[code]
  return KnownSchema.safeParse(known).data ?? null
}

/** Endpoints that are made to be followed from a mail say in the address they lead to what went wrong. */
const codeInAddress = (answer: Response): string =>
  URL.parse(answer.headers.get('location') ?? '', env().appUrl)?.searchParams.get('error') ?? ''
