/** Ends a server without losing a request that was sent to it. */
import type { Server as HttpServer, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import type { Server } from 'srvx'

/**
 * Node's own `close` hangs up on idle connections at once, and whoever is just sending on one gets a reset instead of an
 * answer. So long they may still be used: the answer then says that it is the last.
 */
const IDLE_GRACE_SECONDS = 5

/** `running`: of several answers that were asked for at once the last: whatever comes after the one that says so is lost. */
type Connection = { socket: Socket; isUnused: boolean; running: ServerResponse | null }

/** Watches the connections of `served`. What it returns takes no new ones, and resolves when the last has ended. */
export function drainable(served: Server): () => Promise<void> {
  const server = served.node?.server as HttpServer
  const connections = new Set<Connection>()
  const ofSocket = new WeakMap<Socket, Connection>()
  let isDraining = false
  server.on('connection', (socket: Socket) => {
    const connection: Connection = { socket, isUnused: true, running: null }
    ofSocket.set(socket, connection)
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  })
  server.prependListener('request', ({ socket }, response) => {
    const connection = ofSocket.get(socket)
    // It has said already that it is the last.
    if (isDraining && connection?.running) connection.running.shouldKeepAlive = true
    if (connection !== undefined) begin(connection, response)
    if (isDraining) response.shouldKeepAlive = false
  })

  return async () => {
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()))
    isDraining = true
    for (const { running } of connections) if (running !== null) running.shouldKeepAlive = false
    const hangUp = setInterval(() => {
      server.closeIdleConnections()
      for (const { socket, isUnused } of connections) if (isUnused) socket.destroy()
    }, IDLE_GRACE_SECONDS * 1000)
    await closed
    clearInterval(hangUp)
  }
}

function begin(connection: Connection, response: ServerResponse): void {
  Object.assign(connection, { isUnused: false, running: response })
  response.once('close', () => {
    if (connection.running === response) connection.running = null
  })
}
