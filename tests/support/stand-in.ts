/** A service of someone else's, for a test file: records what it is asked, and answers what the test says. */
import { type IncomingHttpHeaders, type ServerResponse, createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll } from 'vitest'
import { anyPort } from '../../scripts/free-port.ts'

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
type Answer = (asked: Asked, response: ServerResponse) => void

export type StandIn = { url: string; asked: Asked[]; answer: (how: Answer) => void }

/** Use inside tests and hooks as `service()`. Until it is told to answer, it answers with nothing and 404. */
export function useStandIn(): () => StandIn {
  const asked: Asked[] = []
  let how = nothing
  const server = createServer(async (request, response) => {
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body: await text(request) }
    asked.push(one)
    how(one, response)
  })
  let url = ''
  beforeAll(async () => {
    const port = await anyPort()
    await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
    url = `http://localhost:${port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return () => ({ url, asked, answer: (next) => void (how = next) })
}

const nothing: Answer = (_, response) => void response.writeHead(404).end()

export const json = (response: ServerResponse, body: object) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
