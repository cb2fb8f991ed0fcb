import { createHmac, timingSafeEqual } from 'node:crypto'
import { derivedKey } from './derived-key'

/** What only this app can write, for one purpose: `of` makes it for a text, `isOf` knows it again. */
export type Marks = { of: (text: string) => string; isOf: (mark: string, text: string) => boolean }

/** `secret` is asked for at first use. */
export function marksFor(purpose: string, secret: () => string): Marks {
  let key: Buffer | undefined
  const of = (text: string) => {
    key ??= derivedKey(secret(), purpose)
    return createHmac('sha256', key).update(text).digest('base64url')
  }
  const isOf = (mark: string, text: string) => {
    const [given, wanted] = [Buffer.from(mark), Buffer.from(of(text))]
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  return { of, isOf }
}
