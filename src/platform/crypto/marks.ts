import { type KeyObject, createHmac, timingSafeEqual } from 'node:crypto'
import { type Secrets, macKey } from './derived-key.ts'

/** What only this app can write, for one purpose: `of` makes it for a text, `isOf` knows it again, from a former secret too. */
export type Marks = { of: (text: string) => string; isOf: (mark: string, text: string) => boolean }

/** `secrets` are asked for at first use. */
export function marksFor(purpose: string, secrets: () => Secrets): Marks {
  let keys: [KeyObject, ...KeyObject[]] | undefined
  const markers = () => {
    const [ofNow, ...former] = secrets()
    return (keys ??= [macKey(ofNow, purpose), ...former.map((secret) => macKey(secret, purpose))])
  }
  const isOf = (mark: string, text: string) => markers().some((key) => isEqual(mark, marked(key, text)))
  return { of: (text) => marked(markers()[0], text), isOf }
}

const marked = (key: KeyObject, text: string): string => createHmac('sha256', key).update(text).digest('base64url')

function isEqual(mark: string, wanted: string): boolean {
  const [given, expected] = [Buffer.from(mark), Buffer.from(wanted)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
