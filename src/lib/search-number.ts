import { sha256, wordsOf } from './sha256'

/** How long the page may stand still: a frame is 16 ms. */
const SLICE_MS = 10
const STEP = 1000

export type Puzzle = { salt: string; hash: string; numbers: number }

/** The number from 0 to below `numbers` whose SHA-256 after `salt` is `hash`, tried one by one while the page stays alive. */
export async function searchNumber({ salt, hash, numbers }: Puzzle): Promise<number | null> {
  const wanted = wordsOf(hash)
  let slice = performance.now()
  for (let from = 0; from < numbers; from += STEP) {
    for (let number = from; number < Math.min(from + STEP, numbers); number += 1) {
      const digest = sha256(`${salt}${number}`)
      if (digest[0] === wanted[0] && digest.every((word, index) => word === wanted[index])) return number
    }
    if (performance.now() - slice < SLICE_MS) continue
    await otherTasks()
    slice = performance.now()
  }
  return null
}

/** Not by a timer: those of a page in the background wait for a second each. */
const otherTasks = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
