/**
 * Hands out the connections of a pool. The driver's own queue does not say how long a statement has had its connection, which
 * tells a busy pool (tests/http/pool-exhausted.test.ts) from a dead connection (tests/http/toxics.test.ts, half-open).
 */

/** `heldMs`: how long it has had, or had, its connection; 0 while it waits. */
export type Slot = { isHeld: () => boolean; heldMs: () => number; release: () => void }

export class ConnectionSlots {
  readonly #max: number
  readonly #waiting = new Set<() => void>()
  #used = 0

  constructor(max: number) {
    this.#max = max
  }

  /** Calls `start`, at a later tick, as soon as a connection is free. */
  take(start: () => void): Slot {
    let since: number | null = null
    let isReleased = false
    const begin = () => {
      this.#used += 1
      since = performance.now()
      start()
    }
    const release = () => {
      if (!isReleased && since === null) this.#waiting.delete(begin)
      if (!isReleased && since !== null) this.#used -= 1
      isReleased = true
      queueMicrotask(() => this.#next())
    }
    this.#waiting.add(begin)
    queueMicrotask(() => this.#next())
    return { isHeld: () => since !== null && !isReleased, heldMs: () => (since === null ? 0 : performance.now() - since), release }
  }

  /** For metrics. */
  use(): { used: number; waiting: number } {
    return { used: this.#used, waiting: this.#waiting.size }
  }

  #next(): void {
    const [first] = this.#waiting
    if (first === undefined || this.#used >= this.#max) return
    this.#waiting.delete(first)
    first()
  }
}
