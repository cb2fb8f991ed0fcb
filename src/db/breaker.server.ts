/** Says whether Postgres answers, so that while it does not a request fails at once instead of waiting for it. */

/** Between two looks at a Postgres that is away. */
const LOOK_AGAIN_MS = 500

/** Postgres is away, or takes longer than a person waits. `code` is the driver's. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  readonly code: string
  constructor(code: string) {
    super('the database does not answer')
    this.code = code
  }
}

type State = { name: 'closed' } | { name: 'open' } | { name: 'looking'; verdict: Promise<void> }

export class Breaker {
  #state: State = { name: 'closed' }
  readonly #look: () => Promise<boolean>
  readonly #onChange: (isOpen: boolean) => void

  /** `look` says whether Postgres answers, in bounded time. `onChange` hears each change. */
  constructor(look: () => Promise<boolean>, onChange: (isOpen: boolean) => void) {
    this.#look = look
    this.#onChange = onChange
  }

  /** Null: go on. A promise: someone is just looking, which takes a moment, and decides. Throws DatabaseAway. */
  pass(): Promise<void> | null {
    if (this.#state.name === 'open') throw new DatabaseAway('BREAKER_OPEN')
    return this.#state.name === 'looking' ? this.#state.verdict.then(() => void this.pass()) : null
  }

  /** After a failure of the connection: one look decides for everyone. One connection may be lost without the others. */
  suspect(): void {
    if (this.#state.name === 'closed') this.#state = { name: 'looking', verdict: this.#decide() }
  }

  async #decide(): Promise<void> {
    if (await this.#look()) {
      this.#state = { name: 'closed' }
      return
    }
    this.#state = { name: 'open' }
    this.#onChange(true)
    this.#lookAgain()
  }

  #lookAgain(): void {
    setTimeout(async () => {
      if (!(await this.#look())) return this.#lookAgain()
      this.#state = { name: 'closed' }
      this.#onChange(false)
    }, LOOK_AGAIN_MS).unref()
  }
}
