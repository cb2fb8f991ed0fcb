/** A network that fails, between an app and Postgres: passes bytes on until it is told what to do to them. */
import { type Socket, connect, createServer } from 'node:net'
import { anyPort } from '../../scripts/free-port.ts'

/**
 * `latency`: everything comes late. `slow`: a few bytes at a time. `reset`: connections break in the middle of an answer.
 * `hang`: accepts, and says nothing more on any connection. `half-open`: Postgres has hung up, and the app is not told.
 */
export const TOXICS = ['latency', 'slow', 'reset', 'hang', 'half-open'] as const
export type Toxic = (typeof TOXICS)[number]

const LATENCY_MS = 150
const SLOW_BYTES = 48
const SLOW_EVERY_MS = 10

export type Toxics = { url: string; poison: (toxic: Toxic | null) => void; connections: () => number; stop: () => Promise<void> }

/** `url` is that of `server` with the port of this network. */
export async function startToxics(server: string): Promise<Toxics> {
  const behind = new URL(server)
  const port = await anyPort()
  const lines = new Set<Line>()
  let toxic: Toxic | null = null
  const listener = createServer((client) => {
    const line = new Line(client, connect(Number(behind.port), behind.hostname), () => toxic)
    lines.add(line)
    void line.closed.then(() => lines.delete(line))
  })
  await new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve))
  const url = Object.assign(new URL(server), { hostname: '127.0.0.1', port: String(port) })
  return {
    url: url.href,
    poison(next) {
      toxic = next
      for (const line of lines) line.changed()
    },
    connections: () => lines.size,
    async stop() {
      for (const line of lines) line.hangUp()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

/** One connection of the app, and the one to Postgres behind it. */
class Line {
  /** At both ends. */
  readonly closed: Promise<unknown>
  readonly #client: Socket
  readonly #server: Socket
  readonly #toxic: () => Toxic | null
  readonly #held: (() => void)[] = []
  #isHalfOpen = false

  constructor(client: Socket, server: Socket, toxic: () => Toxic | null) {
    this.#client = client
    this.#server = server
    this.#toxic = toxic
    this.closed = Promise.all([client, server].map((end) => new Promise<void>((resolve) => end.once('close', () => resolve()))))
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      let last = Promise.resolve()
      from.on('data', (bytes: Buffer) => (last = last.then(() => this.#pass(bytes, to))))
      from.on('error', () => {})
      from.once('close', () => void last.then(() => this.#ended(to)))
    }
    this.changed()
  }

  /** What it does at once to a connection that there is. */
  changed(): void {
    const toxic = this.#toxic()
    if (toxic === 'half-open') {
      this.#isHalfOpen = true
      this.#server.destroy()
    }
    if (toxic !== 'hang') for (const release of this.#held.splice(0)) release()
  }

  hangUp(): void {
    this.#client.destroy()
    this.#server.destroy()
  }

  #ended(other: Socket): void {
    // The app is not told that Postgres has hung up; Postgres is told that the app has.
    if (other === this.#server || !this.#isHalfOpen) other.destroy()
  }

  async #pass(bytes: Buffer, to: Socket): Promise<void> {
    const toxic = this.#toxic()
    if (toxic === 'half-open') return
    if (toxic === 'hang') await new Promise<void>((resolve) => this.#held.push(resolve))
    if (toxic === 'latency') await wait(LATENCY_MS)
    if (toxic === 'reset' && to === this.#client) {
      to.write(bytes.subarray(0, bytes.length / 2), () => to.resetAndDestroy())
      return
    }
    if (toxic !== 'slow') return void to.write(bytes)
    for (let at = 0; at < bytes.length; at += SLOW_BYTES) {
      to.write(bytes.subarray(at, at + SLOW_BYTES))
      await wait(SLOW_EVERY_MS)
    }
  }
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
