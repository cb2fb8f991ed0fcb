import { features } from '#features/index.ts'
import type { EventDefinition, EventName, Feature } from '#platform/features.ts'

const all: readonly Feature[] = features

/** Every event there is, by name. */
export const EVENTS: ReadonlyMap<string, EventDefinition> = new Map(all.flatMap(({ events = {} }) => Object.entries(events)))
export const EVENT_NAMES = [...EVENTS.keys()] as EventName[]

export const isEventName = (name: unknown): name is EventName => EVENT_NAMES.some((known) => known === name)

/** What an event was done to, by the kind before the colon. */
export const TARGETS = new Map(all.flatMap(({ targets = {} }) => Object.entries(targets)))
