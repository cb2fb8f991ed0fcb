/** Cookies as Better Auth signs them, for where this product reads or sets one itself. */
import { parseCookies } from 'better-auth/cookies'
import { constantTimeEqual, makeSignature } from 'better-auth/crypto'
import { env } from '~/env.server'
import { httpOnlyCookie, sessionCookiePrefix } from './cookies.server'

type SignedCookie = 'session_token' | 'two_factor' | 'dont_remember'

export const cookieName = (name: SignedCookie) => `${sessionCookiePrefix()}.${name}`

/** Null for no cookie, and for one that is not of our making. */
export async function readSignedCookie(request: Request, name: SignedCookie): Promise<string | null> {
  const signed = decode(parseCookies(request.headers.get('cookie') ?? '').get(cookieName(name)) ?? '')
  const end = signed.lastIndexOf('.')
  if (end < 1) return null
  const value = signed.slice(0, end)
  return constantTimeEqual(signed.slice(end + 1), await makeSignature(value, env().authSecret)) ? value : null
}

/** A `Set-Cookie` line for a session whose token has changed. It lasts no longer than the browser where the person did not ask to stay signed in. */
export async function sessionCookie(request: Request, token: string, expiresAt: Date): Promise<string> {
  const isForgotten = (await readSignedCookie(request, 'dont_remember')) !== null
  const maxAgeSeconds = isForgotten ? null : Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1000))
  const value = encodeURIComponent(`${token}.${await makeSignature(token, env().authSecret)}`)
  return httpOnlyCookie(cookieName('session_token'), value, maxAgeSeconds)
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
