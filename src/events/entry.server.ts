import { event } from '~/db/schema'
import { deviceOf } from '~/lib/device'

/** What a person may read of an event of theirs. */
export const ENTRY_COLUMNS = {
  id: event.id,
  name: event.name,
  at: event.createdAt,
  ipAddress: event.ipAddress,
  userAgent: event.userAgent,
}

type Row = { id: string; name: string; at: Date; ipAddress: string | null; userAgent: string | null }

export type EventEntry = ReturnType<typeof asEntry>

/** The browser's own words stay here; the page gets what they mean. */
export function asEntry({ id, name, at, ipAddress, userAgent }: Row) {
  return { id, name, at: at.toISOString(), ipAddress, device: deviceOf(userAgent) }
}
