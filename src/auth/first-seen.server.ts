/** Since when a browser has been here, in a cookie that only we can write: who posts without having seen a page is in a hurry. */
import { getRequest, setCookie } from '@tanstack/react-start/server'
import { authSecrets } from '~/env.server'
import { marksFor } from '~/lib/marks'
import { cookieIn, hostCookie, isHttps } from './cookies.server'

const COOKIE = 'gatehouse.seen'
const TTL_SECONDS = 24 * 60 * 60
/** A password manager fills a form at once, but a page has to be loaded and a button pressed. */
const READING_MS = 2000

/** On a page with a form that strangers may post. */
export function noteFirstSeen(): void {
  if (millisecondsSince(cookieIn(getRequest().headers, COOKIE)) !== null) return
  const moment = Date.now().toString(36)
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(), maxAge: TTL_SECONDS } as const
  setCookie(hostCookie(COOKIE), `${moment}.${signatures.of(moment)}`, attributes)
}

/** Whether this browser came less than two seconds ago, or brings no word of ours when it did. */
export function isInHurry(request: Request): boolean {
  const since = millisecondsSince(cookieIn(request.headers, COOKIE))
  return since === null || since < READING_MS
}

/** Null for none, for one that we did not sign, and for one that is over. */
function millisecondsSince(value: string | null): number | null {
  const [moment = '', signature = ''] = value?.split('.') ?? []
  if (moment === '' || !signatures.isOf(signature, moment)) return null
  const since = Date.now() - Number.parseInt(moment, 36)
  return since >= 0 && since < TTL_SECONDS * 1000 ? since : null
}

const signatures = marksFor('first seen', authSecrets)
