import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '#platform/db/client.server.ts'
import { event, user } from '#platform/db/schema/index.ts'
import { type EventName, installedFeatures } from '#platform/features.ts'
import type { Happened, Reactions } from './reaction.ts'

const JobSchema = z.object({ eventId: z.uuid() })

/**
 * Works one `event.react` job, perhaps for the second time. Every feature reacts, also after another has failed. Events that
 * nobody reacts to end here.
 */
export async function reactToEvent(_jobId: string, data: unknown): Promise<void> {
  const happened = await read(JobSchema.parse(data).eventId)
  if (happened === null) return
  const outcomes = await Promise.allSettled(installedFeatures().serverFeatures.map(({ on }) => react(on, happened)))
  const [failure, ...others] = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  if (others.length > 0) throw new AggregateError([failure, ...others], 'several reactions failed')
  if (failure !== undefined) throw failure
}

async function react<Name extends EventName>(on: Reactions | undefined, happened: Happened<Name>): Promise<void> {
  const reaction = await on?.[happened.name]?.()
  await reaction?.(happened)
}

async function read(eventId: string): Promise<Happened | null> {
  const { id, name, createdAt: at, ipAddress, userAgent } = event
  const person = { id: user.id, name: user.name, email: user.email, locale: user.locale }
  const [found] = await db
    .select({ id, name, at, ipAddress, userAgent, person })
    .from(event)
    .innerJoin(user, eq(user.id, event.subjectId))
    .where(eq(event.id, eventId))
  // Nobody reacts to a name that no feature has any more.
  return found === undefined ? null : { ...found, name: found.name as EventName }
}
