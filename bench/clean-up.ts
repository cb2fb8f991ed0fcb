/** What this run has started and must end, however it ends: last started, first ended. */
const ends: Array<() => Promise<unknown> | void> = []
let cleaning: Promise<void> | null = null

export function atEnd(end: () => Promise<unknown> | void): void {
  ends.push(end)
}

/** Once, whoever asks: an interrupt makes the run fail too, and must not be overtaken by that. */
export function cleanUp(): Promise<void> {
  cleaning ??= endAll()
  return cleaning
}

/** One that fails does not keep the others from ending. */
async function endAll(): Promise<void> {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    try {
      await end()
    } catch (error) {
      console.error(`gatehouse: clean-up: ${String(error)}`)
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void cleanUp().finally(() => process.exit(130)))
