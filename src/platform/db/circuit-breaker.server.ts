/** Fails statements at once while Postgres does not answer. Needed by tests/http/postgres-restarts.test.ts and tests/db/breaker.test.ts. */

const PROBE_INTERVAL_MS = 500

/** Postgres does not answer, or takes longer than a person waits. `code` as the driver's errors have it. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  readonly code: string
  constructor(code: string) {
    super('the database does not answer')
    this.code = code
  }
}

type State = { name: 'closed' } | { name: 'open' } | { name: 'probing'; result: Promise<void> }

export class CircuitBreaker {
  #state: State = { name: 'closed' }
  readonly #probe: () => Promise<boolean>
  readonly #onChange: (isOpen: boolean) => void

  /** `probe` says whether Postgres answers, in bounded time. */
  constructor(probe: () => Promise<boolean>, onChange: (isOpen: boolean) => void) {
    this.#probe = probe
    this.#onChange = onChange
  }

  /** Calls `send`, or `refuse` with DatabaseUnavailable. While a probe runs, its result decides. */
  pass(send: () => void, refuse: (error: unknown) => void): void {
    if (this.#state.name === 'open') refuse(new DatabaseUnavailable('BREAKER_OPEN'))
    else if (this.#state.name === 'probing') void this.#state.result.then(() => this.pass(send, refuse))
    else send()
  }

  /** Of a connection. Others may work, so one probe decides for all. */
  recordFailure(): void {
    if (this.#state.name === 'closed') this.#state = { name: 'probing', result: this.#decide() }
  }

  async #decide(): Promise<void> {
    if (await this.#probe()) {
      this.#state = { name: 'closed' }
      return
    }
    this.#state = { name: 'open' }
    this.#onChange(true)
    this.#probeLater()
  }

  #probeLater(): void {
    setTimeout(async () => {
      if (!(await this.#probe())) return this.#probeLater()
      this.#state = { name: 'closed' }
      this.#onChange(false)
    }, PROBE_INTERVAL_MS).unref()
  }
}
