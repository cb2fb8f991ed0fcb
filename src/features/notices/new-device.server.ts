import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { event } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { deviceOf } from '#platform/http/device.ts'

/** A device that was not met for longer is new again. */
const REMEMBERED_DAYS = 180

type SessionStart = { id: string; at: Date; ipAddress: string | null; userAgent: string | null; person: { id: string } }

/**
 * Records `device.new` when this person has signed in before, but never from such a browser on such a system. The first
 * sign-in of all is no news. One person's sign-ins are looked at one after the other, and each once.
 */
export async function noteNewDevice({ id, at, ipAddress, userAgent, person }: SessionStart): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`device of ${person.id}`}, 0))`)
    const own = (name: string) => and(eq(event.subjectId, person.id), eq(event.name, name))
    const noted = await tx.$count(event, and(own('device.new'), sql`${event.data}->>'eventId' = ${id}`))
    if (noted > 0) return
    const since = new Date(at.getTime() - REMEMBERED_DAYS * 86_400_000)
    const earlier = await tx
      .selectDistinct({ userAgent: event.userAgent })
      .from(event)
      .where(and(own('session.started'), lt(event.id, id), gt(event.createdAt, since)))
    if (earlier.length === 0 || earlier.some((known) => kindOf(known.userAgent) === kindOf(userAgent))) return
    await record(tx, { name: 'device.new', actorId: person.id, subjectId: person.id, ipAddress, userAgent, data: { eventId: id } })
  })
}

/** Versions change by themselves: what counts is the browser and the system. */
const kindOf = (userAgent: string | null) => JSON.stringify(deviceOf(userAgent) ?? { browser: null, system: null })
