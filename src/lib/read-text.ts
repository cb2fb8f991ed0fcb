/** The body as text, or null when it is longer than `maxBytes`: counted as it arrives, since a sender may leave out Content-Length. */
export async function readText(message: Request | Response, maxBytes: number): Promise<string | null> {
  if (Number(message.headers.get('content-length') ?? 0) > maxBytes) return null
  if (message.body === null) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = message.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks).toString()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel().catch(() => {})
      return null
    }
    chunks.push(value)
  }
}
