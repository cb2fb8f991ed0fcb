/** Compresses pages and JSON. Files are compressed when they are built, and a streamed file is not compressed. */
import { FastResponse } from 'srvx'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { TextResponse } from './text-response.server.ts'
import { type Encoding, acceptedEncoding } from './accept-encoding.ts'
import type { Step } from './step.ts'

/** A packet or less is not worth it. */
const MIN_BYTES = 1024
/** Compressing blocks all other requests: for a millisecond, at this size. */
const MAX_BYTES = 256 * 1024
const TEXT = /^(text\/(html|plain)|application\/(json|xml))\b/i

/** Why these levels: decision 025. */
const COMPRESS: Record<Encoding, (body: Uint8Array) => Uint8Array<ArrayBuffer>> = {
  br: (body) =>
    brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength } }),
  gzip: (body) => gzipSync(body, { level: 1 }),
}

export const compressResponse: Step = async (request, _context, next) => {
  const response = await next()
  const { status, headers } = response
  if (!TEXT.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) return response
  headers.append('vary', 'accept-encoding')
  const encoding = isMeasurable(request) ? null : acceptedEncoding(request.headers.get('accept-encoding'))
  if (encoding === null || response.body === null) return response
  const body = response instanceof TextResponse ? response.knownBytes : await response.bytes()
  const isWorthIt = body.byteLength >= MIN_BYTES && body.byteLength <= MAX_BYTES
  headers.delete('content-length')
  if (isWorthIt) headers.set('content-encoding', encoding)
  return new FastResponse(isWorthIt ? COMPRESS[encoding](body) : body, { status, headers })
}

/**
 * BREACH: someone who makes a browser request a page with a guess in its address, and sees the length of the response, learns
 * whether the page contains the guess. Another site can do that, and a page with a secret is requested with a cookie.
 */
function isMeasurable({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  return headers.has('cookie') && site !== 'same-origin' && site !== 'none'
}
