import { and, count, desc, eq, gt } from 'drizzle-orm'
import { db } from '~/db/client.server'
import { event, session, user } from '~/db/schema'
import type { EventName } from '~/events/catalogue'

const RECENT_EVENTS = 8

/** What the signed-in home shows: facts of this person's account and the last things that happened to it. */
export async function summary(viewerId: string) {
  const [[person], [sessions], recent] = await Promise.all([
    db.select({ memberSince: user.createdAt }).from(user).where(eq(user.id, viewerId)),
    db
      .select({ active: count() })
      .from(session)
      .where(and(eq(session.userId, viewerId), gt(session.expiresAt, new Date()))),
    db
      .select({ id: event.id, name: event.name, at: event.createdAt })
      .from(event)
      .where(eq(event.subjectId, viewerId))
      .orderBy(desc(event.createdAt), desc(event.id))
      .limit(RECENT_EVENTS),
  ])
  return {
    memberSince: person?.memberSince.toISOString() ?? null,
    activeSessions: sessions?.active ?? 0,
    recent: recent.map(({ id, name, at }) => ({ id, name: name as EventName, at: at.toISOString() })),
  }
}
