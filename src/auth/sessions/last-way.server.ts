/** By which way this browser last signed in, to mark it on the sign-in page. Tells nothing about an account. */
import { cookieIn, hostCookie, httpOnlyCookie } from './cookies.server.ts'

const COOKIE = 'gatehouse.way'
const TTL_SECONDS = 365 * 24 * 60 * 60

export const lastWayCookie = (way: string): string => httpOnlyCookie(hostCookie(COOKIE), way, TTL_SECONDS)

export const lastWay = (request: Request): string | null => cookieIn(request.headers, COOKIE)?.match(/^[a-z]+$/)?.[0] ?? null
