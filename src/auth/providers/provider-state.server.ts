/**
 * Better Auth binds an attempt to its browser by a signed cookie with the state, of which there is one: an attempt in a second
 * tab would end the first. Here the cookie holds the states of a few attempts, and Better Auth is shown the one that the
 * callback names.
 */
import { httpOnlyCookie } from '#auth/sessions/cookies.server.ts'
import { cookieName } from '#auth/sessions/signed-cookies.server.ts'

const ATTEMPTS_MAX = 5
/** Better Auth's number. */
const TTL_SECONDS = 300
/** In no signed value: those are encoded as parts of an address. */
const SEPARATOR = '~'

/** `Set-Cookie` lines of a new attempt, together with the attempts of other tabs. The oldest are dropped. */
export function withOtherAttempts(request: Request, lines: string[]): string[] {
  const others = statesIn(request).slice(1 - ATTEMPTS_MAX)
  return lines.map((line) => {
    const signed = signedStateIn(line)
    return signed === null || signed === '' ? line : cookieOf([...others, signed])
  })
}

/** A callback as Better Auth sees it: with `state` alone, where this browser has begun that attempt. */
export function withStateAlone(request: Request, state: string): Request {
  const name = cookieName('state')
  const others = pairsOf(request).filter((pair) => !pair.startsWith(`${name}=`))
  const own = statesIn(request).filter((signed) => isOf(state, signed))
  const headers = new Headers(request.headers)
  headers.set('cookie', [...others, ...own.map((signed) => `${name}=${signed}`)].join('; '))
  return new Request(request.url, { headers })
}

/** `Set-Cookie` lines of the answer to a callback: the attempt of `state` ends, those of other tabs stay. */
export function withoutAttempt(request: Request, state: string, lines: string[]): string[] {
  const others = statesIn(request).filter((signed) => !isOf(state, signed))
  return lines.map((line) => (signedStateIn(line) === '' && others.length > 0 ? cookieOf(others) : line))
}

const isOf = (state: string, signed: string): boolean => signed.startsWith(`${state}.`)

const cookieOf = (states: string[]): string => httpOnlyCookie(cookieName('state'), states.join(SEPARATOR), TTL_SECONDS)

/** The value in a `Set-Cookie` line: empty where the cookie ends. Null for another cookie. */
const signedStateIn = (line: string): string | null => valueIn(line.split(';')[0] ?? '')

const statesIn = (request: Request): string[] =>
  pairsOf(request).flatMap((pair) => (valueIn(pair) ?? '').split(SEPARATOR).filter((signed) => signed !== ''))

function valueIn(pair: string): string | null {
  const start = `${cookieName('state')}=`
  return pair.startsWith(start) ? pair.slice(start.length) : null
}

const pairsOf = (request: Request): string[] => (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
