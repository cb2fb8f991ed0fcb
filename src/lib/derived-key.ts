import { hkdfSync } from 'node:crypto'

const BYTES = 32

/** A key for one purpose out of the app's one secret: what is signed for one purpose proves nothing for another. */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `gatehouse ${purpose}`, BYTES))
