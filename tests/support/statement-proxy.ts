/** Stands between an app and Postgres, passes everything on, and notes what the app has done there: it reads the wire protocol. */
import { type Socket, connect, createServer } from 'node:net'
import type { TestServer } from './database.ts'

/** `name`: of the prepared statement; empty for one that Postgres parses and plans each time. */
export type Statement = { text: string; name: string }

export type StatementProxy = {
  /** The same server, by way of the proxy. */
  server: TestServer
  /** What `work` had done, in the order it was sent. Nothing else may be going on meanwhile. */
  during: (work: () => Promise<unknown>) => Promise<Statement[]>
  stop: () => void
}

const LENGTH_BYTES = 4

export async function startStatementProxy(server: TestServer): Promise<StatementProxy> {
  const target = new URL(server.url)
  const [sockets, seen] = [new Set<Socket>(), [] as Statement[]]
  const proxy = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    const read = reader((statement) => seen.push(statement))
    client.on('data', read)
    client.pipe(upstream).pipe(client)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      // One end that goes takes the other along.
      socket.on('error', () => {}).on('close', () => [client, upstream].forEach((end) => end.destroy()))
    }
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port.')
  const url = Object.assign(new URL(server.url), { hostname: '127.0.0.1', port: String(address.port) }).href
  return {
    server: { ...server, url },
    async during(work) {
      seen.length = 0
      await work()
      return [...seen]
    },
    stop() {
      proxy.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Of one connection, from its first byte. Parse names a text, Bind chooses a name, Execute does it; Query is all in one. */
function reader(note: (statement: Statement) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let isStarted = false
  let bound = ''
  const texts = new Map<string, string>()
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (let message = next(); message !== null; message = next()) take(message)
  }

  /** The first message of a connection has no type. */
  function next(): { type: string; strings: string[] } | null {
    const typeBytes = isStarted ? 1 : 0
    if (rest.length < typeBytes + LENGTH_BYTES) return null
    const end = typeBytes + rest.readInt32BE(typeBytes)
    if (rest.length < end) return null
    const message = {
      type: isStarted ? String.fromCharCode(rest[0] ?? 0) : '',
      strings: rest.toString('utf8', typeBytes + LENGTH_BYTES, end).split('\0', 2),
    }
    isStarted = true
    rest = rest.subarray(end)
    return message
  }

  function take({ type, strings: [first = '', second = ''] }: { type: string; strings: string[] }) {
    if (type === 'P') texts.set(first, second)
    if (type === 'B') bound = second
    if (type === 'Q') note({ text: first, name: '' })
    if (type === 'E') note({ text: texts.get(bound) ?? '', name: bound })
  }
}
