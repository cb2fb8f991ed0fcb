/** A request without fetch, which would put an odd path right and choose some headers itself. */
import { request } from 'node:http'

export type Answer = { status: number; headers: Headers; text: string; bytes: Buffer }
export type Call = { method?: string; headers?: Record<string, string>; body?: string }

/** On a connection of its own; follows nothing. */
export function rawRequest(origin: string, path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const received = new Headers()
        for (const [name, values] of Object.entries(answer.headersDistinct)) for (const value of values ?? []) received.append(name, value)
        const bytes = Buffer.concat(chunks)
        resolve({ status: answer.statusCode ?? 0, headers: received, text: bytes.toString(), bytes })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
