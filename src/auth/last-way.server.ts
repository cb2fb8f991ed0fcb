/** By which way this browser last signed in, to mark it on the sign-in page. Tells nothing about an account. */
import { httpOnlyCookie } from './cookies.server'

const COOKIE = 'gatehouse.way'
const TTL_SECONDS = 365 * 24 * 60 * 60

export const lastWayCookie = (way: string): string => httpOnlyCookie(COOKIE, way, TTL_SECONDS)

export const lastWay = (request: Request): string | null =>
  request.headers.get('cookie')?.match(/(?:^|; )gatehouse\.way=([a-z]+)/)?.[1] ?? null
