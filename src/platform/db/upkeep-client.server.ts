/**
 * One connection past the breaker, for the job queue and the worker's heartbeat, which wait as long as Postgres takes. Postgres
 * ends each statement by its own limit, so a connection on which none ends for longer is dead. It is replaced, and what was
 * asked on it is refused (tests/http/toxics.test.ts, "found out by the job queue"): TCP would take a quarter of an hour.
 */
import type { Row, Sql } from 'postgres'
import { log } from '#platform/observability/log.server.ts'

/** After Postgres' own limit. */
const GRACE_MS = 2_000
const END_SECONDS = 1

export class UpkeepClient {
  readonly #connect: () => Sql
  readonly #subscriptions = new Set<() => Promise<unknown>>()
  #sql: Sql
  #unanswered = 0
  #deadline: NodeJS.Timeout | undefined

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

  /** On a second connection, until `end`. `onListening`: each time anew, after notifications may have been missed. */
  async listen(channel: string, onNotification: (payload: string) => void, onListening: () => void): Promise<{ stop: () => void }> {
    const pass = (payload: string) => this.#subscriptions.has(subscribe) && onNotification(payload)
    const subscribe = () => this.#answer(this.#sql.listen(channel, pass, onListening))
    this.#subscriptions.add(subscribe)
    await subscribe()
    return { stop: () => void this.#subscriptions.delete(subscribe) }
  }

  async end(): Promise<void> {
    this.#subscriptions.clear()
    await this.#sql.end({ timeout: END_SECONDS })
  }

  async #answer<T>(asked: PromiseLike<T>): Promise<T> {
    this.#unanswered += 1
    if (this.#unanswered === 1) this.#startDeadline()
    try {
      return await asked
    } finally {
      this.#unanswered -= 1
      this.#startDeadline()
    }
  }

  /** By the limit that goes along with each connection; none where DATABASE_URL takes that away. */
  #startDeadline(): void {
    clearTimeout(this.#deadline)
    const limitMs = Number(this.#sql.options.connection.statement_timeout)
    if (this.#unanswered > 0 && limitMs > 0) this.#deadline = setTimeout(() => this.#replaceConnection(), limitMs + GRACE_MS).unref()
  }

  #replaceConnection(): void {
    log.warn({ area: 'database' }, 'a connection does not answer, and is replaced')
    const silent = this.#sql
    this.#sql = this.#connect()
    // The driver then refuses what is asked there, and tries by itself what cannot be listened to yet.
    void silent.end({ timeout: 0 })
    for (const subscribe of this.#subscriptions) subscribe().catch(() => {})
  }
}
