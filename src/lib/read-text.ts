/** The body as text, or null when it is longer than `maxBytes`. */
export async function readText(message: Request | Response, maxBytes: number): Promise<string | null> {
  const bytes = await readBytes(message, maxBytes)
  return bytes === null ? null : bytes.toString()
}

/** As they are. They are counted as they arrive, since a sender may leave out Content-Length. */
export async function readBytes(message: Request | Response, maxBytes: number): Promise<Buffer<ArrayBuffer> | null> {
  if (Number(message.headers.get('content-length') ?? 0) > maxBytes) return null
  const chunks: Uint8Array[] = []
  if (message.body === null) return Buffer.concat(chunks)
  let bytes = 0
  const reader = message.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel().catch(() => {})
      return null
    }
    chunks.push(value)
  }
}
