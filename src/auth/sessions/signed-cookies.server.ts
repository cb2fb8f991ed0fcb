/**
 * Cookies as Better Auth signs them, read by its rules. Checked at once: its own way waits in the threads that hash
 * passwords, so that a storm of sign-ins would hold up every page.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { authSecrets, env } from '#platform/config/env.server.ts'
import { httpOnlyCookie, sessionCookiePrefix } from './cookies.server.ts'

type SignedCookie = 'session_token' | 'two_factor' | 'dont_remember' | 'state'

const SHA_256_BASE64 = /^[A-Za-z0-9+/]{43}=$/

export const cookieName = (name: SignedCookie) => `${sessionCookiePrefix()}.${name}`

/** Null for no cookie, and for one that is not of our making. */
export function readSignedCookie(request: Request, name: SignedCookie): string | null {
  return signedValue(valueOf(request.headers.get('cookie') ?? '', cookieName(name)))
}

/** A `Set-Cookie` line for a session whose token or end has changed. It lasts no longer than the browser where the person did not ask to stay signed in. */
export function sessionCookie(request: Request, token: string, expiresAt: Date): string {
  const isForgotten = readSignedCookie(request, 'dont_remember') !== null
  const maxAgeSeconds = isForgotten ? null : Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1000))
  return httpOnlyCookie(cookieName('session_token'), signed(token), maxAgeSeconds)
}

/** These headers with each cookie that a former secret signed signed by that of now: Better Auth itself knows one secret. */
export function signedAnew(headers: Headers): Headers {
  const cookies = headers.get('cookie')
  if (cookies === null || env().oldAuthSecrets.length === 0) return headers
  const anew = new Headers(headers)
  anew.set('cookie', cookies.split(';').map(pairSignedAnew).join(';'))
  return anew
}

function pairSignedAnew(pair: string): string {
  if (!pair.trim().startsWith(`${sessionCookiePrefix()}.`)) return pair
  const equals = pair.indexOf('=')
  const value = signedValue(decoded(unquoted(pair.slice(equals + 1).trim())))
  return value === null ? pair : `${pair.slice(0, equals)}=${signed(value)}`
}

/** Null for what neither the secret of now nor a former one has signed: what that signed holds for as long as it would have. */
function signedValue(text: string): string | null {
  const end = text.lastIndexOf('.')
  const [value, signature] = [text.slice(0, end), text.slice(end + 1)]
  if (end < 1 || !SHA_256_BASE64.test(signature)) return null
  const given = Buffer.from(signature, 'base64')
  return authSecrets().some((secret) => timingSafeEqual(given, signatureOf(value, secret))) ? value : null
}

/** As a cookie's value, with the secret of now. */
const signed = (value: string): string => encodeURIComponent(`${value}.${signatureOf(value, env().authSecret).toString('base64')}`)

const signatureOf = (value: string, secret: string): Buffer => createHmac('sha256', secret).update(value).digest()

/** Of several with the name the first, as Better Auth chooses: who a request comes from must not depend on which of us reads it. */
function valueOf(header: string, name: string): string {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals !== -1 && pair.slice(0, equals).trim() === name) return decoded(unquoted(pair.slice(equals + 1).trim()))
  }
  return ''
}

const unquoted = (value: string): string => (value.startsWith('"') ? value.slice(1, -1) : value)

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
