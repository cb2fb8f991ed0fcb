/** The body as text, or null when it is longer than `maxBytes`. */
export async function readText(message: Request | Response, maxBytes: number): Promise<string | null> {
  const bytes = await readBytes(message, maxBytes)
  return bytes === null ? null : bytes.toString()
}

/** What a request brings beyond its limit is still taken and dropped, so that its connection can be used again. */
const DRAINED_MAX_BYTES = 5 * 1024 * 1024

/**
 * As they are. They are counted as they arrive, since a sender may leave out Content-Length. A request's stream is never
 * cancelled: it throws into nowhere when Node passes on what was under way, and takes the process with it.
 */
export async function readBytes(message: Request | Response, maxBytes: number): Promise<Buffer<ArrayBuffer> | null> {
  if (Number(message.headers.get('content-length') ?? 0) > maxBytes) return null
  if (message.body === null) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = message.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return bytes > maxBytes ? null : Buffer.concat(chunks)
    bytes += value.byteLength
    if (bytes <= maxBytes) chunks.push(value)
    // What another server answers need not be taken to its end.
    else if ('status' in message) return reader.cancel().then(none, none)
    else if (bytes > DRAINED_MAX_BYTES) return null
  }
}

const none = () => null
