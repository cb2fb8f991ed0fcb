/** Stands between the browser and the app, and keeps what the app answers: redirects, streams and what nobody waited for too. */
import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http'
import { anyPort } from '../scripts/free-port.ts'

export type RecordedAnswer = {
  /** When the request came, in Unix milliseconds. */
  at: number
  method: string
  path: string
  status: number
  /** That came with the request. */
  cookies: string
  /** All but `set-cookie`, a line each. */
  headers: string
  body: string
}

export type RecordingProxy = {
  url: string
  /** Where the app is: known once it has started, with our address as its own. */
  forwardTo: (url: string) => void
  /** Drops headers of requests from now on, as some proxies do; null ends that. */
  dropHeaders: (names: RegExp | null) => void
  /** What came since it was last taken. */
  take: () => RecordedAnswer[]
  /** The same, and it stays. */
  peek: () => readonly RecordedAnswer[]
  stop: () => Promise<void>
}

/** Files of the build, the same for everybody. */
const BUILT_FILES = /^\/(assets\/|screenshots\/)/

export async function startRecordingProxy(): Promise<RecordingProxy> {
  const port = await anyPort()
  let target = new URL('http://localhost')
  let recorded: RecordedAnswer[] = []
  let dropped: RegExp | null = null
  const server = createServer((incoming, outgoing) => {
    for (const name of Object.keys(incoming.headers)) if (dropped?.test(name)) delete incoming.headers[name]
    forward(incoming, outgoing, target, (answer) => recorded.push(answer))
  })
  // A browser may keep its connections for as long as it likes: none ends under a request.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(port, resolve))
  return {
    url: `http://localhost:${port}`,
    forwardTo: (url) => void (target = new URL(url)),
    dropHeaders: (names) => void (dropped = names),
    take() {
      const taken = recorded
      recorded = []
      return taken
    },
    peek: () => recorded,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, target: URL, record: (answer: RecordedAnswer) => void) {
  const { method = 'GET', url: path = '/' } = incoming
  const at = Date.now()
  const cookies = incoming.headers.cookie ?? ''
  // Unpacked, so that it can be read; each on a connection of its own, which cannot have been closed meanwhile.
  const headers = { ...incoming.headers, 'accept-encoding': 'identity', connection: 'close' }
  const asked = request({ host: target.hostname, port: target.port, method, path, headers, agent: false }, (answer) => {
    const chunks: Buffer[] = []
    if (!BUILT_FILES.test(path)) {
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('close', () =>
        record({
          at,
          method,
          path,
          cookies,
          status: answer.statusCode ?? 0,
          headers: headerLines(answer),
          body: Buffer.concat(chunks).toString(),
        }),
      )
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, withoutConnection(answer))
    answer.pipe(outgoing)
    answer.on('error', () => outgoing.destroy())
  })
  asked.on('error', () => outgoing.destroy())
  incoming.pipe(asked)
  outgoing.on('close', () => asked.destroy())
}

function headerLines({ headers }: IncomingMessage): string {
  return Object.entries(headers)
    .filter(([name]) => name !== 'set-cookie')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')
}

/** Ours towards the browser is another one. */
function withoutConnection({ headers }: IncomingMessage) {
  const { connection: _connection, 'keep-alive': _keepAlive, ...kept } = headers
  return kept
}
