import { randomBytes, timingSafeEqual } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import type { Home } from './home.ts'
import { onLine } from './lease.ts'

const FIRST_LEASE_GRACE_MS = 10_000
const LAST_LEASE_GRACE_MS = 300
const TOKEN_TIMEOUT_MS = 2_000
const TOKEN_BYTES = 24

/** Where holders take their leases. */
export type LeaseDesk = {
  isHeld(): boolean
  /** Resolves when nobody has held a lease for a moment. */
  unused(): Promise<void>
  /** Tells every holder; one that comes later hears `laterHolders`. */
  say(line: string, laterHolders: string): void
  /** Lets those go who gave back the last lease and wait for Postgres to end. */
  close(): Promise<void>
}

/** Answers nobody who lacks the token, which is new with each supervisor: one that a dead supervisor left is worth nothing. */
export async function openLeaseDesk(home: Home): Promise<LeaseDesk> {
  const token = randomBytes(TOKEN_BYTES).toString('hex')
  const holders = new Set<Socket>()
  const leaving = new Set<Socket>()
  let greeting = ''
  const events = new EventEmitter()
  let isUnused = false
  const becomeUnused = () => {
    isUnused = true
    events.emit('unused')
  }
  let timer = setTimeout(becomeUnused, FIRST_LEASE_GRACE_MS)

  const join = (socket: Socket) => {
    clearTimeout(timer)
    isUnused = false
    holders.add(socket)
    leaving.forEach((other) => other.end())
    leaving.clear()
    socket.write(`hello\n${greeting}`)
  }
  const leave = (socket: Socket) => {
    if (!holders.delete(socket)) return
    if (holders.size > 0) {
      socket.end()
      return
    }
    leaving.add(socket)
    timer = setTimeout(becomeUnused, LAST_LEASE_GRACE_MS)
  }

  // Half open: a holder that ends its side learns from the end of ours that Postgres is gone.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.setTimeout(TOKEN_TIMEOUT_MS, () => socket.destroy())
    socket.on('error', () => {})
    socket.on('end', () => (holders.has(socket) ? leave(socket) : socket.end()))
    socket.on('close', () => leave(socket))
    onLine(socket, (line) => {
      if (holders.has(socket)) return
      if (!isSame(line, token)) {
        socket.destroy()
        return
      }
      socket.setTimeout(0)
      join(socket)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  publish(home, server.address(), token)

  return {
    isHeld: () => holders.size > 0,
    unused: async () => {
      if (!isUnused) await once(events, 'unused')
    },
    say: (line, laterHolders) => {
      greeting = laterHolders
      holders.forEach((socket) => socket.write(line))
    },
    close: async () => {
      clearTimeout(timer)
      server.close()
      rmSync(home.lease, { force: true })
      await Promise.all([...holders, ...leaving].map((socket) => new Promise<void>((resolve) => socket.end(() => resolve()))))
    },
  }
}

/** By rename, so that nobody reads half of it. */
function publish(home: Home, address: ReturnType<ReturnType<typeof createServer>['address']>, token: string): void {
  if (address === null || typeof address === 'string') throw new Error('The lease desk has no port.')
  const draft = `${home.lease}.new`
  rmSync(draft, { force: true })
  writeFileSync(draft, `${address.port} ${token} ${process.pid}`, { mode: 0o600 })
  renameSync(draft, home.lease)
}

function isSame(given: string, token: string): boolean {
  return given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token))
}
