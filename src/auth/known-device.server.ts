/**
 * Browsers that have signed a person in before (OWASP's "device cookie"). Guesses from there are counted apart from those
 * of strangers, so that strangers who use theirs up do not lock the owner out. It opens nothing else.
 */
import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { db } from '~/db/client.server'
import { account, user } from '~/db/schema'
import { authSecrets } from '~/env.server'
import { marksFor } from '~/lib/marks'
import { cookieIn, hostCookie, httpOnlyCookie } from './cookies.server'

const COOKIE = 'gatehouse.known_device'
const NONCE_BYTES = 16
/** The longest that browsers keep one. */
const TTL_SECONDS = 400 * 24 * 60 * 60

type Owner = { id: string; passwordHash: string | null }

/** The device's nonce, where this browser has signed in who has `email`. Strangers without such a cookie cost no query. */
export async function knownDevice(request: Request, email: string): Promise<string | null> {
  const presented = read(request.headers)
  if (presented === null) return null
  const owner = await ownerBy(eq(user.email, email))
  return owner !== null && isOf(presented, owner) ? presented.nonce : null
}

/** A `Set-Cookie` line: this browser has signed in this person. One that it has is good for as long as their password is. */
export async function knownDeviceCookie(headers: Headers, userId: string): Promise<string | null> {
  const owner = await ownerBy(eq(user.id, userId))
  if (owner === null) return null
  const presented = read(headers)
  const nonce = presented !== null && isOf(presented, owner) ? presented.nonce : randomBytes(NONCE_BYTES).toString('base64url')
  return httpOnlyCookie(hostCookie(COOKIE), `${nonce}.${marks.of(whatIsMarked(nonce, owner))}`, TTL_SECONDS)
}

type Presented = { nonce: string; mark: string }

function read(headers: Headers): Presented | null {
  const [, nonce, mark] = /^([\w-]{22})\.([\w-]{43})$/.exec(cookieIn(headers, COOKIE) ?? '') ?? []
  return nonce === undefined || mark === undefined ? null : { nonce, mark }
}

const isOf = ({ nonce, mark }: Presented, owner: Owner): boolean => marks.isOf(mark, whatIsMarked(nonce, owner))

async function ownerBy(condition: ReturnType<typeof eq>): Promise<Owner | null> {
  const [owner] = await db
    .select({ id: user.id, passwordHash: account.password })
    .from(user)
    .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, 'credential')))
    .where(condition)
  return owner ?? null
}

const marks = marksFor('known device', authSecrets)
/** Bound to the password of now: devices that a thief of the last one has collected are strangers again. */
const whatIsMarked = (nonce: string, { id, passwordHash }: Owner): string => `${nonce}.${id}.${passwordHash ?? ''}`
