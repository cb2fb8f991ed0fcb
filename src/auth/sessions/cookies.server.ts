/** How this site's cookies are made: over https only where it is served so, and never readable by scripts. */
import { env } from '#platform/config/env.server.ts'

export const isHttps = () => env().appUrl.startsWith('https:')

const OURS = 'gatehouse'
/** Browsers keep cookies by host, whatever the port: in development each checkout on this machine has its own. */
const CHECKOUT = (import.meta.env.DEV && import.meta.env.VITE_CHECKOUT) || ''

/** What a browser calls a cookie of ours. `__Host-` binds it to this very host: a sibling cannot set it. It takes https. */
export const hostCookie = (name: string) => {
  const own = name.startsWith(OURS) ? `${OURS}${CHECKOUT}${name.slice(OURS.length)}` : name
  return isHttps() ? `__Host-${own}` : own
}

/** Of Better Auth's cookies. */
export const sessionCookiePrefix = () => hostCookie(OURS)

/** The value of a cookie of ours, as it was sent. */
export function cookieIn(headers: Headers | undefined, name: string): string | null {
  const start = `${hostCookie(name)}=`
  const pair = headers
    ?.get('cookie')
    ?.split('; ')
    .find((sent) => sent.startsWith(start))
  return pair?.slice(start.length) ?? null
}

/** A `Set-Cookie` line. `value` needs no encoding: base64url. `maxAgeSeconds`: null until the browser is closed. */
export function httpOnlyCookie(name: string, value: string, maxAgeSeconds: number | null): string {
  const lifetime = maxAgeSeconds === null ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${name}=${value}; Path=/${lifetime}; HttpOnly; SameSite=Lax${isHttps() ? '; Secure' : ''}`
}
