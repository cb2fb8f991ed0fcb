import { event } from '#platform/db/schema/index.ts'
import { deviceOf } from '#platform/http/device.ts'

/** What a person may read of an event of theirs. */
export const ENTRY_COLUMNS = {
  id: event.id,
  name: event.name,
  outcome: event.outcome,
  actorId: event.actorId,
  subjectId: event.subjectId,
  target: event.target,
  at: event.createdAt,
  ipAddress: event.ipAddress,
  userAgent: event.userAgent,
}

type Who = { actorId: string | null; subjectId: string | null }
/** Those columns. */
export type EntryRow = Who &
  Pick<typeof event.$inferSelect, 'id' | 'name' | 'outcome' | 'target' | 'ipAddress' | 'userAgent'> & { at: Date }

export type EventEntry = ReturnType<typeof asEntry>

/** The browser's own words stay here; the page gets what they mean. */
export function asEntry({ id, name, outcome, target, at, ipAddress, userAgent, ...who }: EntryRow) {
  return { id, name, outcome, by: byWhom(who), target, at: at.toISOString(), ipAddress, device: deviceOf(userAgent) }
}

/** As the person it happened to may know it: who another one is, is not theirs to know. */
export function byWhom({ actorId, subjectId }: Who): 'self' | 'other' | 'nobody' {
  if (actorId === null) return 'nobody'
  return actorId === subjectId ? 'self' : 'other'
}
