/** Many odd requests, on connections that are kept: without fetch, which would put some of them right. */
import { Agent, request } from 'node:http'

const TIMEOUT_MS = 30_000
const agent = new Agent({ keepAlive: true })

export type OddRequest = { method: string; path: string; headers?: Readonly<Record<string, string>>; body?: string | Buffer | undefined }

/** The status, or what became of the connection. */
export async function statusOf(origin: string, asked: OddRequest): Promise<number | string> {
  const status = await attempt(origin, asked, agent)
  // A kept connection may be closed at the very moment it is used again.
  return typeof status === 'number' ? status : attempt(origin, asked, false)
}

function attempt(origin: string, { method, path, headers = {}, body }: OddRequest, by: Agent | false): Promise<number | string> {
  const { hostname, port } = new URL(origin)
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve) => {
    const asked = request(
      { hostname, port, path, method, headers: { ...length, ...headers }, agent: by, timeout: TIMEOUT_MS },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 'no status'))
        answer.once('error', () => resolve(answer.statusCode ?? 'no status'))
      },
    )
    asked.once('timeout', () => asked.destroy(new Error('no answer in time')))
    asked.once('error', (error) => resolve(error.message))
    asked.end(body)
  })
}
