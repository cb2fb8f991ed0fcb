/** How this site's cookies are made: over https only where it is served so, and never readable by scripts. */
import { env } from '~/env.server'

export const isHttps = () => env().appUrl.startsWith('https:')

/** Of Better Auth's cookies. `__Host-` binds one to this very host, but a browser takes it over https only. */
export const sessionCookiePrefix = () => (isHttps() ? '__Host-gatehouse' : 'gatehouse')

/** A `Set-Cookie` line. `value` needs no encoding: base64url. `maxAgeSeconds`: null until the browser is closed. */
export function httpOnlyCookie(name: string, value: string, maxAgeSeconds: number | null): string {
  const lifetime = maxAgeSeconds === null ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${name}=${value}; Path=/${lifetime}; HttpOnly; SameSite=Lax${isHttps() ? '; Secure' : ''}`
}
