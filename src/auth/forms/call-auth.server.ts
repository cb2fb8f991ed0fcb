/** Better Auth, called as the browser would: through its handler, where limits and cookies are. Its refusals become ours. */
import { z } from 'zod'
import { RETRY_AFTER_SECONDS } from '#platform/db/reachable.server.ts'
import { env } from '#platform/config/env.server.ts'
import { errorOfAuth } from '#platform/forms/problem.server.ts'
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

/** Of what `platform` calls a problem; the `authCodes` of the features say the others. */
const FIELD_BY_CODE: Record<string, Refused> = {
  INVALID_EMAIL: { fields: { email: 'email_invalid' } },
  INVALID_NAME: { fields: { name: 'required' } },
}

async function translate(answer: Response): Promise<Refused> {
  const body = FailureSchema.safeParse(await answer.json().catch(() => null))
  const { code = codeInAddress(answer), reference = null } = body.data ?? {}
  if (code === 'TOO_MANY' || code === 'CHALLENGE')
    return { form: code === 'CHALLENGE' ? 'challenge' : 'too_many', retryAfterSeconds: Number(answer.headers.get('retry-after')) }
  if (code === 'UNAVAILABLE') return { form: 'unavailable', reference, retryAfterSeconds: RETRY_AFTER_SECONDS }
  if (code === 'INTERNAL') return { form: 'internal', reference }
  return FIELD_BY_CODE[code] ?? refusedByAuth(code) ?? unexpected(new Error(`Better Auth answered ${answer.status} ${code}`))
}

function refusedByAuth(code: string): Refused | null {
  const known = errorOfAuth(code)
  if (known === null) return null
  return known.field === undefined ? { form: known.problem } : { fields: { [known.field]: known.problem } }
}

/** Endpoints that are made to be followed from a mail say in the address they lead to what went wrong. */
const codeInAddress = (answer: Response): string =>
  URL.parse(answer.headers.get('location') ?? '', env().appUrl)?.searchParams.get('error') ?? ''
