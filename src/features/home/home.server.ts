import type { Viewer } from '#auth/sessions/viewer.ts'
import { sql } from '#platform/db/client.server.ts'
import type { EventName } from '#platform/features.ts'
import { type EntryRow, asEntry } from '#platform/events/entry.server.ts'
import { AppError } from '#platform/forms/app-error.ts'
import { hasChosenLook, isGettingStartedHidden } from './getting-started.server.ts'

const RECENT_EVENTS = 5
const PASSWORD_CHANGES = ['password.reset', 'password.changed', 'password.set'] satisfies EventName[]
const PROFILE_CHANGE = 'user.profile_changed' satisfies EventName
const SIGN_IN = 'session.started' satisfies EventName

/** What the signed-in home shows: facts of this person's account and the last things that happened to it. */
export async function summary({ id: viewerId, twoFactorEnabled }: Viewer) {
  const facts = await factsOf(viewerId)
  if (facts === undefined) throw new AppError('unauthenticated')
  const { activeSessions, passkeys, hasChangedProfile } = facts
  const [lastSignIn] = facts.lastSignIn.map(entryOf)
  return {
    memberSince: instant(facts.memberSince),
    passwordChangedAt: instant(facts.passwordChangedAt),
    activeSessions,
    passkeys,
    lastSignIn: lastSignIn ?? null,
    recent: facts.recent.map(entryOf),
    gettingStarted: isGettingStartedHidden(viewerId)
      ? null
      : { hasSecondFactor: twoFactorEnabled || passkeys > 0, hasChangedProfile, hasChosenLook: hasChosenLook(), activeSessions },
  }
}

/** Postgres writes an instant of its own as text, and one in JSON as JSON has it. */
const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString())
type Written = Omit<EntryRow, 'at'> & { at: string }
const entryOf = (row: Written) => asEntry({ ...row, at: new Date(row.at) })

type Facts = {
  memberSince: string
  passwordChangedAt: string | null
  hasChangedProfile: boolean
  activeSessions: number
  passkeys: number
  lastSignIn: Written[]
  recent: Written[]
}

/** One statement, as every page that a person opens often: each more is a way to Postgres and back. */
async function factsOf(viewerId: string): Promise<Facts | undefined> {
  const own = sql`
    select id, name, outcome, actor_id as "actorId", subject_id as "subjectId", target, created_at as at,
      ip_address as "ipAddress", user_agent as "userAgent"
    from event where subject_id = person.id`
  const [facts] = await sql<Facts[]>`
    select person.created_at as "memberSince",
      (select max(created_at) from event where subject_id = person.id and name in ${sql(PASSWORD_CHANGES)}) as "passwordChangedAt",
      exists (select from event where subject_id = person.id and name = ${PROFILE_CHANGE}) as "hasChangedProfile",
      (select count(*)::int from session where user_id = person.id and expires_at > now()) as "activeSessions",
      (select count(*)::int from passkey where user_id = person.id) as passkeys,
      (select coalesce(json_agg(entry), '[]') from (${own} and name = ${SIGN_IN} order by at desc, id desc limit 1) entry) as "lastSignIn",
      (select coalesce(json_agg(entry), '[]') from (${own} order by at desc, id desc limit ${RECENT_EVENTS}) entry) as recent
    from "user" person where person.id = ${viewerId}`
  return facts
}
