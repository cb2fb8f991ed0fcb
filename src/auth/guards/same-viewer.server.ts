/**
 * A page belongs to the user it was rendered for. When another user has signed in meanwhile, in another tab, what comes
 * from that page is refused and the page is loaded again. A client could name anyone: this keeps accounts from being
 * mixed up, and decides nothing about what is allowed.
 */
import { deleteCookie, getCookie } from '@tanstack/react-start/server'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { hostCookie, httpOnlyCookie, isHttps } from '#auth/sessions/cookies.server.ts'

const COOKIE = 'gatehouse.account_changed'
const TTL_SECONDS = 60

/** A form that names nobody is nobody's. */
export const isFromPageOf = (viewerId: string, values: Record<string, string>): boolean => values[VIEWER_FIELD] === viewerId

/** Has the next page of the signed-in user say which account it shows. */
export const accountChangedCookie = (): string => httpOnlyCookie(hostCookie(COOKIE), 'yes', TTL_SECONDS)

/** Read once: the page that says so also ends it. */
export function takeAccountChanged(): boolean {
  const name = hostCookie(COOKIE)
  if (getCookie(name) === undefined) return false
  deleteCookie(name, { path: '/', secure: isHttps(), httpOnly: true, sameSite: 'lax' })
  return true
}
