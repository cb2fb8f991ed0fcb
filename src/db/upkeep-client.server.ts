/**
 * One connection past the breaker, for who waits as long as Postgres takes, but not on a line that the network has
 * forgotten without a word: TCP notices that in a quarter of an hour. Postgres ends each statement by its own limit. So a
 * line on which none ends for longer is dead: it is given up for a new one, and what was asked on it is refused.
 */
import type { Row, Sql } from 'postgres'
import { log } from '#lib/log.server.ts'

/** After Postgres' own limit. */
const GRACE_MS = 2_000
const END_SECONDS = 1

type Listener = { channel: string; onNotification: (payload: string) => void; onListening: () => void }

export class UpkeepClient {
  readonly #connect: () => Sql
  readonly #listeners = new Set<Listener>()
  #sql: Sql
  #unanswered = 0
  #patience: NodeJS.Timeout | undefined

  /** `connect`: a client of one connection. */
  constructor(connect: () => Sql) {
    this.#connect = connect
    this.#sql = connect()
  }

  /** Several statements, perhaps with their own BEGIN and COMMIT: the driver takes those only where there is one connection. */
  async run(text: string): Promise<Row[]> {
    const results: Row[] | Row[][] = await this.#answer(this.#sql.unsafe(text))
    return results.flat()
  }

  /** On a second connection, until `end`. `onListening`: each time anew, after what was said meanwhile was missed. */
  async listen(channel: string, onNotification: (payload: string) => void, onListening: () => void): Promise<{ stop: () => void }> {
    const listener = { channel, onNotification, onListening }
    this.#listeners.add(listener)
    await this.#subscribe(listener)
    return { stop: () => void this.#listeners.delete(listener) }
  }

  async end(): Promise<void> {
    this.#listeners.clear()
    await this.#sql.end({ timeout: END_SECONDS })
  }

  #subscribe(listener: Listener) {
    const tell = (payload: string) => this.#listeners.has(listener) && listener.onNotification(payload)
    return this.#answer(this.#sql.listen(listener.channel, tell, listener.onListening))
  }

  async #answer<T>(asked: PromiseLike<T>): Promise<T> {
    this.#unanswered += 1
    if (this.#unanswered === 1) this.#bePatient()
    try {
      return await asked
    } finally {
      this.#unanswered -= 1
      this.#bePatient()
    }
  }

  /** As long as the limit says that goes along with each connection; without end where DATABASE_URL takes the limit away. */
  #bePatient(): void {
    clearTimeout(this.#patience)
    const limitMs = Number(this.#sql.options.connection.statement_timeout)
    if (this.#unanswered > 0 && limitMs > 0) this.#patience = setTimeout(() => this.#renew(), limitMs + GRACE_MS).unref()
  }

  #renew(): void {
    log.warn({ area: 'database' }, 'a connection says nothing any more, and is replaced')
    const silent = this.#sql
    this.#sql = this.#connect()
    // The driver then refuses what is asked there, and tries by itself what cannot be listened to yet.
    void silent.end({ timeout: 0 })
    for (const listener of this.#listeners) this.#subscribe(listener).catch(() => {})
  }
}
