/**
 * Whoever signs an address up first chooses its password, and need not own the address. So confirming takes more than
 * the mailbox: the browser that signed up (this cookie), or the password it chose. An owner who has neither, because a
 * stranger was first, sets a new password by mail, and the stranger's is gone (pre-hijacking).
 */
import { authSecrets } from '#platform/config/env.server.ts'
import { marksFor } from '#platform/crypto/marks.ts'
import { cookieIn, hostCookie, httpOnlyCookie } from '#auth/sessions/cookies.server.ts'

const COOKIE = 'gatehouse.sign_up'
const TTL_SECONDS = 24 * 60 * 60

/** `personId` is made up for a known address: the cookie then proves nothing, and looks the same. */
export function signUpProofCookie(personId: string): string {
  return httpOnlyCookie(hostCookie(COOKIE), proofs.of(personId), TTL_SECONDS)
}

export const hasSignedUp = (request: Request, personId: string): boolean => proofs.isOf(cookieIn(request.headers, COOKIE) ?? '', personId)

const proofs = marksFor('sign-up', authSecrets)
