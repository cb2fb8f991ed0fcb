/** Tells a body that is there as a whole from one that is still being made, without knowing who makes it. */
import { Readable } from 'node:stream'

type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>
type Piece = Awaited<ReturnType<Reader['read']>>
/** `isWhole`: nothing comes after `first`. */
export type Beginning = { first: Uint8Array<ArrayBuffer>; isWhole: boolean; next: Promise<Piece>; reader: Reader }

/** The end of what is there already is known before the event loop turns; for anything else nobody waits. */
export async function beginningOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Beginning> {
  const reader = body.getReader()
  const { value: first = new Uint8Array() } = await reader.read()
  const next = reader.read()
  const aTurn = new Promise<false>((resolve) => setImmediate(resolve, false))
  const isWhole = await Promise.race([next.then(({ done }) => done), aTurn])
  return { first, isWhole, next, reader }
}

/** Destroyed, it cancels the body: what makes it then stops. */
export function readableOf({ first, next, reader }: Beginning): Readable {
  let waiting: Promise<Piece> | null = next
  const readable = new Readable({
    read() {
      const piece = waiting ?? reader.read()
      waiting = null
      piece.then(
        ({ done, value }) => readable.push(done ? null : value),
        (error: Error) => readable.destroy(error),
      )
    },
    destroy(error, ended) {
      const end = () => ended(error)
      // oxlint-disable-next-line promise/no-promise-in-callback -- Node asks for it by a callback
      reader.cancel(error).then(end, end)
    },
  })
  readable.push(first)
  return readable
}
