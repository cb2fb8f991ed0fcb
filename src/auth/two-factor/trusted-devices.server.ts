/** Browsers that are not asked for the second factor: a cookie of ours and a row that can be listed and ended. */
import { and, desc, eq, gt } from 'drizzle-orm'
import { type Store, db } from '#platform/db/client.server.ts'
import { trustedDevice } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { cookieIn, hostCookie, httpOnlyCookie } from '#auth/sessions/cookies.server.ts'
import { hashToken, newToken } from '#auth/sessions/hashed-token.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'

const COOKIE = 'gatehouse.trusted'
const TRUST_DAYS = 14
const TRUST_SECONDS = TRUST_DAYS * 24 * 60 * 60

/** Trusts the browser that made `request`. Returns its `Set-Cookie` line. */
export async function trust(userId: string, request: Request): Promise<string> {
  const token = newToken()
  await db.transaction(async (tx) => {
    const expiresAt = new Date(Date.now() + TRUST_SECONDS * 1000)
    const [device] = await tx
      .insert(trustedDevice)
      .values({ userId, tokenHash: hashToken(token), expiresAt, ...sourceOf(request) })
      .returning({ id: trustedDevice.id })
    await record(tx, { name: 'device.trusted', actorId: userId, subjectId: userId, target: `device:${device?.id}`, ...sourceOf(request) })
  })
  return httpOnlyCookie(hostCookie(COOKIE), token, TRUST_SECONDS)
}

/** Whether these headers come from a browser that this very person trusted, and still does. */
export async function recognize(headers: Headers | undefined, userId: string): Promise<boolean> {
  const token = cookieIn(headers, COOKIE)
  if (token === null) return false
  const known = and(
    eq(trustedDevice.userId, userId),
    eq(trustedDevice.tokenHash, hashToken(token)),
    gt(trustedDevice.expiresAt, new Date()),
  )
  const [device] = await db.update(trustedDevice).set({ lastUsedAt: new Date() }).where(known).returning({ id: trustedDevice.id })
  return device !== undefined
}

export function list(userId: string) {
  const { id, ipAddress, userAgent, createdAt, lastUsedAt, expiresAt } = trustedDevice
  return db
    .select({ id, ipAddress, userAgent, createdAt, lastUsedAt, expiresAt })
    .from(trustedDevice)
    .where(and(eq(trustedDevice.userId, userId), gt(expiresAt, new Date())))
    .orderBy(desc(lastUsedAt))
}

/** Returns whether there was one. */
export async function forget(store: Store, userId: string, deviceId: string): Promise<boolean> {
  const gone = await store
    .delete(trustedDevice)
    .where(and(eq(trustedDevice.userId, userId), eq(trustedDevice.id, deviceId)))
    .returning()
  return gone.length > 0
}
