import type { EventName } from '#platform/features.ts'

/** An event, and the user it happened to. */
export type Happened<Name extends EventName = EventName> = {
  id: string
  name: Name
  at: Date
  ipAddress: string | null
  userAgent: string | null
  person: { id: string; name: string; email: string; locale: string }
}

/** May be called again for the same event: what must happen once uses the event's id. */
export type Reaction<Name extends EventName = EventName> = (happened: Happened<Name>) => Promise<void>

/** Each is loaded with the first event it reacts to. */
export type Reactions = { [Name in EventName]?: () => Promise<Reaction<Name>> }
