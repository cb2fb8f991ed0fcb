import { and, eq, lt } from 'drizzle-orm'
import { db } from '~/db/client.server'
import { session } from '~/db/schema'
import { auth } from './auth.server'
import { inBackground } from './background.server'
import { sessionCookiePrefix } from './cookies.server'
import type { ViewerSession } from './viewer'
import { countWriteOf } from './write-limit.server'

/** How old "last active" may get while someone is: a page costs one write in this time, not one a request. */
const ACTIVITY_MS = 5 * 60_000

const readings = new WeakMap<Request, Promise<ViewerSession | null>>()

/**
 * Who makes this request, from Postgres, at most once a request. Null for no session, an expired or an ended one.
 * The token stays here: callers get ids only. Throws when the database is away, which is not "signed out", and LimitReached
 * when this person has written too often.
 */
export function readSession(request: Request): Promise<ViewerSession | null> {
  const known = readings.get(request)
  if (known !== undefined) return known
  const reading = read(request)
  readings.set(request, reading)
  return reading
}

async function read(request: Request): Promise<ViewerSession | null> {
  if (!hasSessionCookie(request)) return null
  // The answer to a post may set this cookie itself, with another token: the daily renewal waits for the next page.
  const disableRefresh = request.method !== 'GET'
  const found = await auth.api.getSession({ headers: request.headers, query: { disableRefresh } })
  if (found === null || !found.user.emailVerified) return null
  const { id, name, email, image, emailVerified, twoFactorEnabled } = found.user
  await countWriteOf(request, id)
  noteActivity(found.session)
  return {
    viewer: { id, name, email, image: image ?? null, emailVerified, twoFactorEnabled: twoFactorEnabled === true },
    session: { id: found.session.id, provenAt: found.session.provenAt ?? null },
  }
}

/** After the answer, and of concurrent requests once. */
function noteActivity({ id, lastActiveAt }: { id: string; lastActiveAt?: Date | null | undefined }): void {
  const now = new Date()
  const stale = new Date(now.getTime() - ACTIVITY_MS)
  if (lastActiveAt instanceof Date && lastActiveAt > stale) return
  inBackground(
    db
      .update(session)
      .set({ lastActiveAt: now })
      .where(and(eq(session.id, id), lt(session.lastActiveAt, stale))),
  )
}

/** Strangers cost no query. */
function hasSessionCookie(request: Request): boolean {
  return request.headers.get('cookie')?.includes(`${sessionCookiePrefix()}.session_token=`) ?? false
}
