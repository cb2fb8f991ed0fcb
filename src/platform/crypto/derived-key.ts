import { type KeyObject, createSecretKey, hkdfSync } from 'node:crypto'

const BYTES = 32

/** The app's secret: that of now, which signs and encrypts, and those before it, which only count what they once made. */
export type Secrets = readonly [ofNow: string, ...former: string[]]

/** A key for one purpose out of the app's one secret: what is signed for one purpose proves nothing for another. */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `gatehouse ${purpose}`, BYTES))

/** For an HMAC, which else reads the bytes of its key anew for each text: six times the work. */
export const macKey = (secret: string, purpose: string): KeyObject => createSecretKey(derivedKey(secret, purpose))
