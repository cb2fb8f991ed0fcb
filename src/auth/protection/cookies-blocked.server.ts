/**
 * A browser that keeps no cookies is led back to sign-in each time, without a word. Who comes to sign-in from a page that
 * wants a cookie and brings none at all is sent there once more with a cookie of ours; without it again, it is told.
 */
import { redirect } from '@tanstack/react-router'
import { getRequest, setCookie } from '@tanstack/react-start/server'
import type { RefusalCodes } from '#platform/forms/form-refusal.ts'
import { hostCookie, isHttps } from '#auth/sessions/cookies.server.ts'

const LED_BACK: ReadonlySet<string | null> = new Set(['session_needed', 'challenge_over'])
const TRIED = 'cookies'
const PROBE = 'gatehouse.cookies'
const PROBE_TTL_SECONDS = 5 * 60

/** Any cookie of ours is enough: one that has one keeps them. */
export const bringsCookies = ({ headers }: Request): boolean => headers.has('cookie')

/** Sets a cookie that says nothing: the next request shows whether this browser keeps any. */
export const probeCookies = (): void =>
  setCookie(hostCookie(PROBE), '1', { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(), maxAge: PROBE_TTL_SECONDS })

/** For the loader of the sign-in page. */
export function refuseWithoutCookies(): RefusalCodes | null {
  const request = getRequest()
  if (bringsCookies(request)) return null
  const { pathname, searchParams } = new URL(request.url)
  const notice = searchParams.get('notice')
  if (LED_BACK.has(notice)) {
    probeCookies()
    searchParams.set('notice', TRIED)
    throw redirect({ href: `${pathname}?${searchParams.toString()}` })
  }
  return notice === TRIED ? { form: 'cookies_blocked', fields: {}, values: {}, retryAfterSeconds: null, reference: null } : null
}
