/** Compresses what the app answers. Files of the build are compressed when it is made (files.server.ts). */
import { FastResponse } from 'srvx'
import { Readable, pipeline } from 'node:stream'
import { brotliCompressSync, constants, createBrotliCompress, createGzip, gzipSync } from 'node:zlib'
import { type Encoding, acceptedEncoding } from './accept-encoding'
import { beginningOf, readableOf } from './body-beginning'

/** A packet or less is not worth it. */
const MIN_BYTES = 1024
/** What is compressed at once keeps all others waiting: a millisecond, at this size. */
const AT_ONCE_MAX_BYTES = 256 * 1024

/** Why these, and not smaller answers: decision 025. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 1 }
const GZIP_LEVEL = 1

const AT_ONCE: Record<Encoding, (body: Uint8Array) => Uint8Array<ArrayBuffer>> = {
  br: (body) => brotliCompressSync(body, { params: { ...BROTLI, [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength } }),
  gzip: (body) => gzipSync(body, { level: GZIP_LEVEL }),
}

/** Each piece goes out as it comes: the part of a page that is ready does not wait for the rest. */
const IN_PIECES = {
  br: () => createBrotliCompress({ params: BROTLI, flush: constants.BROTLI_OPERATION_FLUSH }),
  gzip: () => createGzip({ level: GZIP_LEVEL, flush: constants.Z_SYNC_FLUSH }),
}

const TEXT = /^(text\/(?!event-stream)|application\/(json|xml|x-ndjson|[\w.-]+\+(json|xml))\b|image\/svg\+xml)/i

/**
 * The same answer, smaller where the client can read it so. `text`: its body, where that is known. The new body is in no
 * `Response` of the platform: see text-response.server.ts.
 */
export async function compressed(request: Request, response: Response, text: string | null): Promise<Response> {
  if (text !== null && Buffer.byteLength(text) < MIN_BYTES) return response
  if (!isCompressible(response.headers)) return response
  response.headers.append('vary', 'accept-encoding')
  const encoding = isMeasurable(request) ? null : acceptedEncoding(request.headers.get('accept-encoding'))
  if (encoding === null) return response
  if (text !== null) return withWhole(response, encoding, Buffer.from(text))
  if (response.body === null) return response
  const body = await beginningOf(response.body)
  return body.isWhole ? withWhole(response, encoding, body.first) : withPieces(response, encoding, readableOf(body))
}

function isCompressible(headers: Headers): boolean {
  const isDone = headers.has('content-encoding') || headers.has('content-range')
  return !isDone && TEXT.test(headers.get('content-type') ?? '') && !/\bno-transform\b/i.test(headers.get('cache-control') ?? '')
}

/**
 * BREACH: who makes a browser ask for a page with a guess in its address, and sees the length of the answer, learns
 * whether the page holds the guess. Another site can make it ask, and a page with a secret is asked for with a cookie.
 */
function isMeasurable({ headers }: Request): boolean {
  const place = headers.get('sec-fetch-site')
  return headers.has('cookie') && place !== 'same-origin' && place !== 'none'
}

function withWhole(response: Response, encoding: Encoding, body: Uint8Array<ArrayBuffer>): Response {
  if (body.byteLength > AT_ONCE_MAX_BYTES) return withPieces(response, encoding, Readable.from([body]))
  const { status, headers } = response
  headers.delete('content-length')
  if (body.byteLength < MIN_BYTES) return new FastResponse(body, { status, headers })
  return new FastResponse(AT_ONCE[encoding](body), { status, headers: ofCompressed(headers, encoding) })
}

/** A client that hangs up ends the compressor, and that its source: neither is anybody's error. */
function withPieces({ status, headers }: Response, encoding: Encoding, source: Readable): Response {
  const compressor = IN_PIECES[encoding]()
  pipeline(source, compressor, () => {})
  return new FastResponse(compressor as unknown as BodyInit, { status, headers: ofCompressed(headers, encoding) })
}

function ofCompressed(headers: Headers, encoding: Encoding): Headers {
  headers.delete('content-length')
  headers.set('content-encoding', encoding)
  // Made for the bytes before: strong means byte by byte.
  const tag = headers.get('etag')
  if (tag !== null && !tag.startsWith('W/')) headers.set('etag', `W/${tag}`)
  return headers
}
