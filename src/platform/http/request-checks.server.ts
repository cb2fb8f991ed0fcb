/** Requests that no route may see. */
import { isHostileJson } from '#platform/forms/hostile-text.ts'
import { PICTURE_PATH } from '#platform/forms/picture-upload.ts'
import { REFUSAL_HEADER } from './response-headers.server.ts'
import type { Next, Step } from './step.ts'

/** Of every request but the picture upload. A body without a declared length is cut off by `readBytes` as it arrives. */
const BODY_MAX_BYTES = 1024 * 1024
const METHODS = new Set(['GET', 'HEAD', 'POST'])

export const refuseUnreadableAddress: Step = (_request, { isReadable }, next) => (isReadable ? next() : refusal('invalid', 400))

export const refuseLongBody: Step = ({ headers }, { url }, next) => {
  const length = Number(headers.get('content-length') ?? 0)
  return length > BODY_MAX_BYTES && url.pathname !== PICTURE_PATH ? refusal('too_large', 413) : next()
}

/** The router would serve a page for any other method as if it were a GET. */
export const refuseUnknownMethod: Step = ({ method }, _context, next) => (METHODS.has(method) ? next() : methodNotAllowed([...METHODS]))

/**
 * Limits what the framework decodes. Server functions only read (tests/architecture/rpc-surface.test.ts refuses others), so
 * a call is a GET with its input in the address. A fork that lets them write limits and checks their bodies here, and
 * requires in `sameViewer` that a write names its user; src/app/start.ts checks where any call comes from, and counts writes.
 * A call that the framework cannot decode, or whose function does not exist, never reaches a guard: the framework answers
 * 500 with the parser's message, we answer a plain 400.
 */
export const checkServerFunctionCall: Step = (request, { url }, next) => (isServerFunctionCall(url) ? checked(request, url, next) : next())

async function checked({ method }: Request, url: URL, next: Next): Promise<Response> {
  if (method !== 'GET') return methodNotAllowed(['GET'])
  const payload = url.searchParams.get('payload')
  if (payload !== null && isHostileJson(payload)) return refusal('invalid', 400)
  const response = await next()
  return response.status === 500 && !response.headers.has(REFUSAL_HEADER) ? refusal('invalid', 400) : response
}

/** However it is encoded: the framework decodes a path before it looks for a function there. The path can be decoded by now. */
const isServerFunctionCall = ({ pathname }: URL) => decodeURIComponent(pathname).startsWith('/_serverFn/')

const methodNotAllowed = (allowed: string[]) => new Response(null, { status: 405, headers: { allow: allowed.join(', ') } })

const refusal = (code: string, status: number) => Response.json({ code }, { status })
