/**
 * One way for every credential form, with and without JavaScript: the page posts to its own URL, the server
 * validates, passes the credentials through Better Auth's handler (where limits and cookies live) and answers
 * `303` to a browser or JSON to our script. A refusal keeps what was typed, except secrets.
 */
import { z } from 'zod'
import { RETRY_AFTER_SECONDS, isWithoutDatabase } from '~/db/reachable.server'
import { env } from '~/env.server'
import { HONEYPOT_FIELD } from '~/lib/honeypot-field'
import { type RefusalCodes, isFieldName } from '~/lib/form-refusal'
import { type Problem, isProblem } from '~/lib/problem'
import { isHostileText } from '~/lib/hostile-text'
import { readText } from '~/lib/read-text'
import { VIEWER_FIELD } from '~/lib/viewer-mark'
import { reportError } from '~/lib/report-error.server'
import { failureReference } from '~/lib/request-scope.server'
import { AppError } from '~/lib/app-error'
import { LimitReached } from '~/limits/limit-reached'
import { inWords } from '~/ui/problem-text'
import { requireEmptyHoneypot } from './honeypot.server'
import { refusalCookie } from './form-state.server'
import { BODY_MAX_BYTES, askAuth } from './handle.server'
import { safeTarget } from './outgoing-redirect.server'

export type Accepted = { to: string; cookies?: string[] }
export type Values = Record<string, string>
type Refused = Partial<Omit<RefusalCodes, 'values'>>

/** Nobody typed it: what is no path of ours is left out, and the form goes on. */
const WHERE_TO_GO = 'redirect'

export class FormProblem extends Error {
  override name = 'FormProblem'
  readonly refused: Refused
  constructor(refused: Refused) {
    super('form refused')
    this.refused = refused
  }
}

export type Form<Input> = {
  schema: z.ZodType<Input>
  /**
   * Who may post at all; somewhere else to go for others. Settled before the input is looked at. `values` as they were
   * sent, null where they could not be read; `kept` are those that may travel back.
   */
  authorize?: (values: Values | null, kept: Values) => Promise<Accepted | null>
  /** Takes the fields from the post, where they are not plain text. Null when they are too long. */
  read?: (request: Request) => Promise<Values | null>
  /** Field names whose value never travels back. */
  secrets: readonly string[]
  /** Does it, and says where to go next. Throws FormProblem to refuse. */
  submit: (input: Input) => Promise<Accepted>
  /** The page to show again; defaults to the URL posted to. */
  back?: (values: Values) => string
}

export async function answerForm<Input>(request: Request, form: Form<Input>): Promise<Response> {
  let values: Values | null = null
  try {
    values = await (form.read ?? readValues)(request)
    await requireEmptyHoneypot(request, values)
    const elsewhere = await form.authorize?.(values, keptOf(values, form.secrets))
    return leadTo(request, elsewhere ?? (await form.submit(parse(form.schema, values))))
  } catch (error) {
    return refuse(request, error, values?.[VIEWER_FIELD], keptOf(values, form.secrets), form.back?.(values ?? {}))
  }
}

const keptOf = (values: Values | null, secrets: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([name]) => ![...secrets, HONEYPOT_FIELD, VIEWER_FIELD].includes(name)))

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

function parse<Input>(schema: z.ZodType<Input>, values: Record<string, string> | null): Input {
  if (values === null) throw new FormProblem({ form: 'too_long' })
  const hostile = Object.entries(values).filter(([name, value]) => name !== WHERE_TO_GO && isHostileText(value))
  if (hostile.length > 0)
    throw new FormProblem({ fields: Object.fromEntries(hostile.map(([name]) => [name, 'characters_invalid' as const])) })
  const parsed = schema.safeParse(values)
  if (!parsed.success) throw new FormProblem({ fields: fieldProblems(parsed.error) })
  return parsed.data
}

/** Calls Better Auth as the browser would, with the caller's cookies and address. Throws FormProblem when it refuses. */
export async function callAuth(
  request: Request,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<{ cookies: string[]; body: unknown }> {
  const headers = new Headers(request.headers)
  for (const name of ['content-length', 'content-type', 'accept', 'transfer-encoding']) headers.delete(name)
  // The same-origin proof was checked in src/start.ts, where Sec-Fetch-Site is enough; Better Auth wants an Origin.
  headers.set('origin', env().appUrl)
  if (body !== undefined) headers.set('content-type', 'application/json')
  const url = new URL(`/api/auth${path}`, env().appUrl)
  const answer = await askAuth(new Request(url, { method, headers }), url.href, body === undefined ? '' : JSON.stringify(body), request)
  if (!answer.ok) throw new FormProblem(await translate(answer))
  return { cookies: answer.headers.getSetCookie(), body: await answer.json() }
}

const FailureSchema = z.object({ code: z.string().optional(), reference: z.string().nullable().optional() })

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
  ACCOUNT_LEAVING: { form: 'account_leaving' },
  ACCOUNT_SUSPENDED: { form: 'account_suspended' },
  new_user_signup_disabled: { form: 'link_invalid' },
  user_not_found: { form: 'link_invalid' },
  STEP_UP_NEEDED: { form: 'step_up_needed' },
  PASSKEY_NOT_FOUND: { form: 'passkey_unknown' },
  PASSKEY_UNVERIFIED: { form: 'passkey_unverified' },
  PASSKEY_LIMIT: { form: 'passkey_limit' },
  PASSKEY_REFUSED: { form: 'passkey_refused' },
  AUTHENTICATION_FAILED: { form: 'passkey_refused' },
  CHALLENGE_NOT_FOUND: { form: 'passkey_refused' },
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: { form: 'passkey_refused' },
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
  return PROBLEM_BY_CODE[code] ?? unexpected(new Error(`Better Auth answered ${answer.status} ${code}`))
}

/** Endpoints that are made to be followed from a mail say in the address they lead to what went wrong. */
const codeInAddress = (answer: Response): string =>
  URL.parse(answer.headers.get('location') ?? '', env().appUrl)?.searchParams.get('error') ?? ''

function unexpected(error: unknown): Refused {
  const reference = failureReference()
  const isAway = isWithoutDatabase()
  reportError(error, 'form failed', { isWithoutDatabase: isAway })
  return isAway ? { form: 'unavailable', reference, retryAfterSeconds: RETRY_AFTER_SECONDS } : { form: 'internal', reference }
}

/** Null for what is no plain form, and for what is too long. */
export async function readValues(request: Request): Promise<Values | null> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return null
  const text = await readText(request, BODY_MAX_BYTES)
  return text === null ? null : Object.fromEntries([...new URLSearchParams(text)].filter(([name]) => isFieldName(name)))
}

/** Our schemas put a problem code where Zod has its message. */
function fieldProblems(error: z.ZodError): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  for (const issue of error.issues) problems[String(issue.path[0] ?? '')] ??= isProblem(issue.message) ? issue.message : 'input_invalid'
  return problems
}

function statusOf(refusal: RefusalCodes): number {
  if (refusal.form === 'too_many' || refusal.form === 'challenge' || refusal.form === 'code_locked') return 429
  if (refusal.form === 'unavailable' || refusal.form === 'still_signed_in') return 503
  return refusal.form === 'internal' ? 500 : 422
}

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
