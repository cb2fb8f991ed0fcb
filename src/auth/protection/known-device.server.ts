/**
 * Browsers that have signed a person in before (OWASP's "device cookie"). Guesses from there are counted separately from an
 * attacker's, who then can't lock the owner out. The cookie grants nothing else. It says whether the browser has passed the
 * second factor: one that a reset by email has marked must not bring tries at a code.
 */
import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { account, twoFactor, user } from '#platform/db/schema/index.ts'
import { authSecrets } from '#platform/config/env.server.ts'
import { marksFor } from '#platform/crypto/marks.ts'
import { cookieIn, hostCookie, httpOnlyCookie } from '#auth/sessions/cookies.server.ts'

const COOKIE = 'gatehouse.known_device'
const NONCE_BYTES = 16
/** The longest that browsers keep one. */
const TTL_SECONDS = 400 * 24 * 60 * 60

/** `factorId`: of the second factor, while it is on. */
type Owner = { id: string; passwordHash: string | null; factorId: string | null }

/** The device's nonce, where this browser has signed in who has `email`. Strangers without such a cookie cost no query. */
export async function knownDevice(request: Request, email: string): Promise<string | null> {
  const presented = read(request.headers)
  if (presented === null) return null
  const owner = await ownerBy(eq(user.email, email))
  return owner !== null && isOf(presented, owner) ? presented.nonce : null
}

/** As `knownDevice`, where this browser has passed the second factor that is on now. */
export async function factorDevice(headers: Headers, userId: string): Promise<string | null> {
  const presented = read(headers)
  if (presented === null) return null
  const owner = await ownerBy(eq(user.id, userId))
  return owner !== null && hasPassed(presented, owner) ? presented.nonce : null
}

type Proof = { hasPassedFactor: boolean }

/** A `Set-Cookie` line: this browser has signed in this person. It is valid until their password changes. */
export async function knownDeviceCookie(headers: Headers, userId: string, { hasPassedFactor }: Proof): Promise<string | null> {
  const owner = await ownerBy(eq(user.id, userId))
  if (owner === null) return null
  const presented = read(headers)
  const nonce = presented !== null && isOf(presented, owner) ? presented.nonce : randomBytes(NONCE_BYTES).toString('base64url')
  const mark = marks.of(hasPassedFactor ? withFactor(nonce, owner) : withPassword(nonce, owner))
  return httpOnlyCookie(hostCookie(COOKIE), `${nonce}.${mark}`, TTL_SECONDS)
}

type Presented = { nonce: string; mark: string }

function read(headers: Headers): Presented | null {
  const [, nonce, mark] = /^([\w-]{22})\.([\w-]{43})$/.exec(cookieIn(headers, COOKIE) ?? '') ?? []
  return nonce === undefined || mark === undefined ? null : { nonce, mark }
}

const hasPassed = ({ nonce, mark }: Presented, owner: Owner): boolean => marks.isOf(mark, withFactor(nonce, owner))
const isOf = ({ nonce, mark }: Presented, owner: Owner): boolean =>
  marks.isOf(mark, withPassword(nonce, owner)) || marks.isOf(mark, withFactor(nonce, owner))

async function ownerBy(condition: ReturnType<typeof eq>): Promise<Owner | null> {
  const [owner] = await db
    .select({ id: user.id, passwordHash: account.password, factorId: twoFactor.id })
    .from(user)
    .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, 'credential')))
    .leftJoin(twoFactor, and(eq(twoFactor.userId, user.id), eq(twoFactor.verified, true)))
    .where(condition)
  return owner ?? null
}

const marks = marksFor('known device', authSecrets)
/** Bound to the current password: devices that were marked under the last one are unknown again. */
const withPassword = (nonce: string, { id, passwordHash }: Owner): string => `${nonce}.${id}.${passwordHash ?? ''}`
/** Without a second factor the same as `withPassword`. */
const withFactor = (nonce: string, owner: Owner): string =>
  owner.factorId === null ? withPassword(nonce, owner) : `${withPassword(nonce, owner)}.${owner.factorId}`
