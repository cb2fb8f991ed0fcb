import { connect, type Socket } from 'node:net'
import { readIfPresent, type Home } from './home.ts'
import { PostgresError } from './postgres-error.ts'

const HELLO_TIMEOUT_MS = 2_000
const RELEASE_TIMEOUT_MS = 30_000

/** A holder's claim on the running Postgres: an open connection to its supervisor, which the kernel closes however the holder dies. */
export type Lease = {
  port: number
  created: boolean
  /** Resolves when Postgres has ended, or at once if others still hold it. */
  release(): Promise<void>
}

/** null when no supervisor answers; rejects with the supervisor's reason when Postgres cannot run. */
export function takeLease(home: Home, progress: (message: string) => void): Promise<Lease | null> {
  const [port, token] = readIfPresent(home.lease)?.split(' ') ?? []
  if (port === undefined || token === undefined) return Promise.resolve(null)

  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port) })
    socket.setTimeout(HELLO_TIMEOUT_MS, () => socket.destroy())
    socket.on('error', () => {})
    socket.on('connect', () => socket.write(`${token}\n`))
    socket.on('close', () => resolve(null))
    onLine(socket, (line) => {
      const [word = '', ...rest] = line.split(' ')
      if (word === 'hello') socket.setTimeout(0)
      if (word === 'progress') progress(rest.join(' '))
      if (word === 'failed') {
        reject(new PostgresError(rest.join(' ')))
        socket.destroy()
      }
      if (word !== 'ready') return
      socket.unref()
      resolve({ port: Number(rest[0]), created: rest[1] === 'created', release: () => release(socket) })
    })
  })
}

export function onLine(socket: Socket, read: (line: string) => void): void {
  let pending = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (pending + chunk).split('\n')
    pending = lines.pop() ?? ''
    lines.forEach(read)
  })
}

async function release(socket: Socket): Promise<void> {
  if (socket.closed) return
  socket.ref()
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.setTimeout(RELEASE_TIMEOUT_MS, () => socket.destroy())
  socket.end()
  await closed
}
