/**
 * Whoever signs an address up first chooses its password, and need not own the address. So confirming takes more than
 * the mailbox: the browser that signed up (this cookie), or the password it chose. An owner who has neither, because a
 * stranger was first, sets a new password by mail, and the stranger's is gone (pre-hijacking).
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '~/env.server'
import { cookieIn, hostCookie, httpOnlyCookie } from './cookies.server'

const COOKIE = 'gatehouse.sign_up'
const TTL_SECONDS = 24 * 60 * 60

/** `personId` is made up for a known address: the cookie then proves nothing, and looks the same. */
export function signUpProofCookie(personId: string): string {
  return httpOnlyCookie(hostCookie(COOKIE), proofOf(personId), TTL_SECONDS)
}

export function hasSignedUp(request: Request, personId: string): boolean {
  const presented = cookieIn(request.headers, COOKIE) ?? ''
  const [given, wanted] = [Buffer.from(presented), Buffer.from(proofOf(personId))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function proofOf(personId: string): string {
  return createHmac('sha256', env().authSecret).update(`sign-up:${personId}`).digest('base64url')
}
