import { randomBytes } from 'node:crypto'

/** 144 bits: a UUID has 122. */
const NONCE_BYTES = 18
const NONCES_AT_ONCE = 128

let random = Buffer.alloc(0)
let used = 0

/** For one answer. To ask the system takes as long for many as for one; each is given out once. */
export function newNonce(): string {
  if (used === random.length) {
    random = randomBytes(NONCES_AT_ONCE * NONCE_BYTES)
    used = 0
  }
  return random.toString('base64url', used, (used += NONCE_BYTES))
}
