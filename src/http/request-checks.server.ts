/** Requests that no route may see. */
import { isCall, boundedCall } from '#lib/bounded-request.ts'
import { PICTURE_PATH } from '#lib/picture-upload.ts'
import { REFUSAL_HEADER } from '#lib/response-headers.server.ts'
import type { Step } from './step.ts'

/** Of every request but the picture upload. A body without a declared length is cut off by `readBytes` as it arrives. */
const BODY_MAX_BYTES = 1024 * 1024
const METHODS = new Set(['GET', 'HEAD', 'POST'])

export const refuseUnreadableAddress: Step = (_request, { isReadable }, next) => (isReadable ? next() : refusal('invalid', 400))

export const refuseLongBody: Step = ({ headers }, { url }, next) => {
  const length = Number(headers.get('content-length') ?? 0)
  return length > BODY_MAX_BYTES && url.pathname !== PICTURE_PATH ? refusal('too_large', 413) : next()
}

/** The router would serve a page for any other method as if it were a GET. */
export const refuseUnknownMethod: Step = ({ method }, _context, next) =>
  METHODS.has(method) ? next() : new Response(null, { status: 405, headers: { allow: [...METHODS].join(', ') } })

/**
 * Limits what the framework decodes. A call that it cannot decode, or whose function does not exist, never reaches a guard:
 * the framework answers 500 with the parser's message, we answer a plain 400.
 */
export const checkServerFunctionCall: Step = async (request, { url }, next) => {
  if (!isCall(url)) return next()
  const bounded = await boundedCall(request, url)
  if (bounded instanceof Response) return bounded
  const response = await next(bounded)
  return response.status === 500 && !response.headers.has(REFUSAL_HEADER) ? refusal('invalid', 400) : response
}

const refusal = (code: string, status: number) => Response.json({ code }, { status })
