/** The one way out to identity providers: ten seconds for an attempt, one megabyte an answer, no redirects. */
import { z } from 'zod'
import { brand } from '~/brand'
import { readText } from '~/lib/read-text'
import { timedService } from '~/lib/telemetry.server'
import { ProviderRefusal, currentAttempt } from './provider-attempt.server'

const ANSWER_MAX_BYTES = 1024 * 1024

type Call = { form?: Record<string, string>; bearer?: string; basic?: string; accept?: string }

/** The answer as `schema` has it. Throws ProviderRefusal: unreachable, or an answer that is not what was asked for. */
export async function fetchFromProvider<Schema extends z.ZodType>(url: string, schema: Schema, call: Call = {}): Promise<z.infer<Schema>> {
  const answer = await send(url, call)
  const text = await readText(answer, ANSWER_MAX_BYTES).catch((error: unknown) => unreachable(url, error))
  if (text === null) throw new ProviderRefusal('provider_unreachable', `${nameOf(url)} answered more than ${ANSWER_MAX_BYTES} bytes`)
  // A redirect could lead a secret to another host, or our server into its own network.
  if (answer.status >= 300 && answer.status < 400) throw new ProviderRefusal('provider_unreachable', `${nameOf(url)} redirects`)
  if (answer.status >= 500) throw new ProviderRefusal('provider_unreachable', `${nameOf(url)} answered ${answer.status}`)
  const parsed = schema.safeParse(parseJson(text))
  if (!answer.ok || !parsed.success)
    throw new ProviderRefusal('provider_refused', `${nameOf(url)} answered ${answer.status}, not what was asked`)
  return parsed.data
}

async function send(url: string, { form, bearer, basic, accept = 'application/json' }: Call): Promise<Response> {
  const headers = new Headers({ accept, 'user-agent': brand.name })
  if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`)
  if (basic !== undefined) headers.set('authorization', `Basic ${basic}`)
  const body = form === undefined ? null : new URLSearchParams(form)
  const { signal } = currentAttempt()
  const ask = () => fetch(url, { method: form === undefined ? 'GET' : 'POST', headers, body, signal, redirect: 'manual' })
  return timedService(url, ask).catch((error: unknown) => unreachable(url, error))
}

function unreachable(url: string, cause: unknown): never {
  throw new ProviderRefusal('provider_unreachable', `${nameOf(url)} could not be reached`, { cause })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Without the query, which may hold a secret. */
const nameOf = (url: string): string => {
  const { host, pathname } = new URL(url)
  return host + pathname
}
