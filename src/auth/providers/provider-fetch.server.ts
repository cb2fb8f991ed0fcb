/** The one way out to identity providers: ten seconds for an attempt, one megabyte an answer, no redirects. */
import { z } from 'zod'
import { brand } from '#brand.ts'
import { readText } from '#platform/forms/read-text.ts'
import { timedService } from '#platform/observability/telemetry.server.ts'
import { ProviderRefusal, currentAttempt } from './provider-attempt.server.ts'

const ANSWER_MAX_BYTES = 1024 * 1024
/** A Response may not have a body with these. */
const WITHOUT_BODY = new Set([204, 205])

type Call = { form?: Record<string, string>; bearer?: string; accept?: string }
/** `body`: a form, or none. */
type Init = { method: string; headers: Record<string, string>; body?: unknown }

/** The answer as `schema` has it. Throws ProviderRefusal: unreachable, or an answer that is not what was asked for. */
export async function fetchFromProvider<Schema extends z.ZodType>(url: string, schema: Schema, call: Call = {}): Promise<z.infer<Schema>> {
  const { form, bearer, accept = 'application/json' } = call
  const headers = { accept, ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) }
  const asked = form === undefined ? { method: 'GET', headers } : { method: 'POST', headers, body: new URLSearchParams(form) }
  const answer = await boundedFetch(url, asked)
  const parsed = schema.safeParse(await answer.json().catch(() => null))
  if (!answer.ok || !parsed.success)
    throw new ProviderRefusal('provider_refused', `${nameOf(url)} answered ${answer.status}, not what was asked`)
  return parsed.data
}

/** `fetch` with these bounds; the whole answer has been read. Throws ProviderRefusal. */
export async function boundedFetch(url: string, { method, headers, body: form }: Init): Promise<Response> {
  const { signal } = currentAttempt()
  const body = form instanceof URLSearchParams ? form : null
  const ask = () => fetch(url, { method, headers: { ...headers, 'user-agent': brand.name }, body, signal, redirect: 'manual' })
  const unreachable = (why: string, cause?: unknown) => new ProviderRefusal('provider_unreachable', `${nameOf(url)} ${why}`, { cause })
  try {
    const answer = await timedService(url, ask)
    const text = await readText(answer, ANSWER_MAX_BYTES)
    if (text === null) throw unreachable(`answered more than ${ANSWER_MAX_BYTES} bytes`)
    // A redirect could lead a secret to another host, or our server into its own network.
    if (answer.status >= 300 && answer.status < 400) throw unreachable('redirects')
    if (answer.status >= 500) throw unreachable(`answered ${answer.status}`)
    return new Response(WITHOUT_BODY.has(answer.status) ? null : text, { status: answer.status, headers: answer.headers })
  } catch (error) {
    throw error instanceof ProviderRefusal ? error : unreachable('could not be reached', error)
  }
}

/** Without the query, which may hold a secret. */
const nameOf = (url: string): string => {
  const { host, pathname } = new URL(url)
  return host + pathname
}
