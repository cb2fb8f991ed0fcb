/** What looking a session up writes to it, now and then. Each change holds only while the session is still what was seen. */
import { and, eq, lt, lte } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { session } from '#platform/db/schema/index.ts'
import { inBackground } from '#platform/http/background.server.ts'
import { SESSION_IDLE_SECONDS, SESSION_REFRESH_SECONDS } from './session-limits.server.ts'

/** How old "last active" may get while someone is: a page costs one write in this time, not one a request. */
const ACTIVITY_MS = 5 * 60_000

const renewable = (now: Date) => new Date(now.getTime() + (SESSION_IDLE_SECONDS - SESSION_REFRESH_SECONDS) * 1000)

export const isRenewalDue = (expiresAt: Date): boolean => expiresAt <= renewable(new Date())

/** Seven days from now. Null when it was not due any more, or the session has ended or got another token: nothing brings one back. */
export async function renewSession(id: string, token: string) {
  const now = new Date()
  const change = { expiresAt: new Date(now.getTime() + SESSION_IDLE_SECONDS * 1000), updatedAt: now, lastActiveAt: now }
  const changed = await db
    .update(session)
    .set(change)
    .where(and(eq(session.id, id), eq(session.token, token), lte(session.expiresAt, renewable(now))))
    .returning({ id: session.id })
  return changed.length === 0 ? null : change
}

/** One that is over. Its row goes when it is next met, without a word in the log: nobody has signed out. */
export async function removeSession(id: string, token: string): Promise<void> {
  await db.delete(session).where(and(eq(session.id, id), eq(session.token, token)))
}

/** After the answer, and of concurrent requests once. */
export function noteActivity({ id, lastActiveAt }: { id: string; lastActiveAt: Date }): void {
  const now = new Date()
  const stale = new Date(now.getTime() - ACTIVITY_MS)
  if (lastActiveAt > stale) return
  inBackground(
    db
      .update(session)
      .set({ lastActiveAt: now })
      .where(and(eq(session.id, id), lt(session.lastActiveAt, stale))),
  )
}
