/** Requests, looked at before the framework takes them apart. */
import { isHostileJson } from './hostile-text.ts'
import { readBytes } from './read-text.ts'

const BODY_MAX_BYTES = 1024 * 1024
const FORM = /multipart\/form-data|application\/x-www-form-urlencoded/

/** However it is written: the framework decodes an address before it looks for a function there. */
export function isCall({ pathname }: URL): boolean {
  try {
    return decodeURIComponent(pathname).startsWith('/_serverFn/')
  } catch {
    return false
  }
}

/** The same call with its body read, or the refusal. */
export async function boundedCall(request: Request, { searchParams }: URL): Promise<Request | Response> {
  const payload = searchParams.get('payload')
  if (payload !== null && isHostileJson(payload)) return refusal('invalid', 400)
  if (request.method === 'GET' || request.method === 'HEAD') return request
  const body = await readBytes(request, BODY_MAX_BYTES)
  if (body === null) return refusal('too_large', 413)
  const isForm = FORM.test(request.headers.get('content-type') ?? '')
  if (!isForm && isHostileJson(body.toString())) return refusal('invalid', 400)
  const { url, method, headers, signal } = request
  return new Request(url, { method, headers, signal, ...(body.length > 0 && { body }) })
}

const refusal = (code: string, status: number) => Response.json({ code }, { status })
