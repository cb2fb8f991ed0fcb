import { and, count, desc, eq, gt, max } from 'drizzle-orm'
import type { Viewer } from '~/auth/viewer'
import { db } from '~/db/client.server'
import { event, passkey, session, user } from '~/db/schema'
import type { EventName } from '~/events/catalogue'
import { ENTRY_COLUMNS, asEntry } from '~/events/entry.server'
import { hasChosenLook, isGettingStartedHidden } from './getting-started.server'

const RECENT_EVENTS = 5
const PASSWORD_CHANGES = ['password.reset', 'password.changed', 'password.set'] satisfies EventName[]

/** What the signed-in home shows: facts of this person's account and the last things that happened to it. */
export async function summary({ id: viewerId, twoFactorEnabled }: Viewer) {
  const [[person], [sessions], passkeys, lastOfKind, [lastSignIn], recent] = await Promise.all([
    db.select({ memberSince: user.createdAt }).from(user).where(eq(user.id, viewerId)),
    db
      .select({ active: count() })
      .from(session)
      .where(and(eq(session.userId, viewerId), gt(session.expiresAt, new Date()))),
    db.$count(passkey, eq(passkey.userId, viewerId)),
    db
      .select({ name: event.name, at: max(event.createdAt) })
      .from(event)
      .where(eq(event.subjectId, viewerId))
      .groupBy(event.name),
    ownEvents(viewerId, 'session.started').limit(1),
    ownEvents(viewerId).limit(RECENT_EVENTS),
  ])
  const last = new Map(lastOfKind.map(({ name, at }) => [name, at?.toISOString() ?? null]))
  const activeSessions = sessions?.active ?? 0
  return {
    memberSince: person?.memberSince.toISOString() ?? null,
    passwordChangedAt: PASSWORD_CHANGES.map((name) => last.get(name) ?? '').reduce((latest, at) => (at > latest ? at : latest)) || null,
    activeSessions,
    passkeys,
    lastSignIn: lastSignIn === undefined ? null : asEntry(lastSignIn),
    recent: recent.map(asEntry),
    gettingStarted: isGettingStartedHidden(viewerId)
      ? null
      : {
          hasSecondFactor: twoFactorEnabled || passkeys > 0,
          hasChangedProfile: last.has('user.profile_changed'),
          hasChosenLook: hasChosenLook(),
          activeSessions,
        },
  }
}

/** The newest first. */
function ownEvents(viewerId: string, name?: string) {
  return db
    .select(ENTRY_COLUMNS)
    .from(event)
    .where(and(eq(event.subjectId, viewerId), name === undefined ? undefined : eq(event.name, name)))
    .orderBy(desc(event.createdAt), desc(event.id))
}
