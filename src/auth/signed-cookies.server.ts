/**
 * Cookies as Better Auth signs them, read by its rules. Checked at once: its own way waits in the threads that hash
 * passwords, so that a storm of sign-ins would hold up every page.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '~/env.server'
import { httpOnlyCookie, sessionCookiePrefix } from './cookies.server'

type SignedCookie = 'session_token' | 'two_factor' | 'dont_remember'

const SHA_256_BASE64 = /^[A-Za-z0-9+/]{43}=$/

export const cookieName = (name: SignedCookie) => `${sessionCookiePrefix()}.${name}`

/** Null for no cookie, and for one that is not of our making. */
export function readSignedCookie(request: Request, name: SignedCookie): string | null {
  const signed = valueOf(request.headers.get('cookie') ?? '', cookieName(name))
  const end = signed.lastIndexOf('.')
  if (end < 1) return null
  const [value, signature] = [signed.slice(0, end), signed.slice(end + 1)]
  return SHA_256_BASE64.test(signature) && isOurs(value, Buffer.from(signature, 'base64')) ? value : null
}

/** A `Set-Cookie` line for a session whose token or end has changed. It lasts no longer than the browser where the person did not ask to stay signed in. */
export function sessionCookie(request: Request, token: string, expiresAt: Date): string {
  const isForgotten = readSignedCookie(request, 'dont_remember') !== null
  const maxAgeSeconds = isForgotten ? null : Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1000))
  const value = encodeURIComponent(`${token}.${signatureOf(token, env().authSecret).toString('base64')}`)
  return httpOnlyCookie(cookieName('session_token'), value, maxAgeSeconds)
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
  const equals = pair.indexOf('=')
  const signed = decoded(unquoted(pair.slice(equals + 1).trim()))
  const end = signed.lastIndexOf('.')
  const [value, signature] = [signed.slice(0, end), signed.slice(end + 1)]
  const isSigned = pair.trim().startsWith(`${sessionCookiePrefix()}.`) && end > 0 && SHA_256_BASE64.test(signature)
  if (!isSigned || !isOurs(value, Buffer.from(signature, 'base64'))) return pair
  return `${pair.slice(0, equals)}=${encodeURIComponent(`${value}.${signatureOf(value, env().authSecret).toString('base64')}`)}`
}

/** Signed with the secret of now, or a former one: what that signed holds for as long as it would have. */
const isOurs = (value: string, signature: Buffer): boolean =>
  [env().authSecret, ...env().oldAuthSecrets].some((secret) => timingSafeEqual(signature, signatureOf(value, secret)))

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
