/**
 * Hands out the connections of a pool. The driver's own queue does not say when a statement gets its connection, which tells a
 * busy pool from a dead connection: tests/db/guarded-client.db.test.ts.
 */
export class ConnectionSlots {
  readonly #max: number
  readonly #waiting = new Set<() => void>()
  readonly #used = new Set<() => void>()

  constructor(max: number) {
    this.#max = max
  }

  /** Calls `start`, in a later microtask, as soon as a connection is free. Returns what gives it back, or stops waiting for it. */
  take(start: () => void): () => void {
    const slot = () => start()
    this.#waiting.add(slot)
    this.#startNext()
    return () => {
      if (this.#waiting.delete(slot) || this.#used.delete(slot)) this.#startNext()
    }
  }

  /** For metrics. */
  use(): { used: number; waiting: number } {
    return { used: this.#used.size, waiting: this.#waiting.size }
  }

  /** Not at once: the driver has yet to put back the connection whose statement has just ended. */
  #startNext(): void {
    queueMicrotask(() => {
      const [next] = this.#waiting
      if (next === undefined || this.#used.size >= this.#max) return
      this.#waiting.delete(next)
      this.#used.add(next)
      next()
    })
  }
}
