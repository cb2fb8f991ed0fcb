import { and, asc, count, desc, eq, gte, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { db } from '#platform/db/client.server.ts'
import { event } from '#platform/db/schema/index.ts'
import { ENTRY_COLUMNS, asEntry } from '#platform/events/entry.server.ts'
import type { ActivityInput } from './activity.schema.ts'

const PAGE_SIZE = 20
const CHART_DAYS = 30
const DAY_MS = 86_400_000

/** A page past the last one is the last one: entries may have come under another filter. */
export async function list(viewerId: string, { kind, days, sort, page }: z.infer<typeof ActivityInput>) {
  const chosen = chosenBy(viewerId, { kind, days })
  const total = await db.$count(event, chosen)
  const pageCount = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const shownPage = Math.min(page, pageCount)
  const inOrder = sort === 'time' ? asc : desc
  const rows = await db
    .select(ENTRY_COLUMNS)
    .from(event)
    .where(chosen)
    .orderBy(inOrder(event.createdAt), inOrder(event.id))
    .limit(PAGE_SIZE)
    .offset((shownPage - 1) * PAGE_SIZE)
  return { entries: rows.map(asEntry), page: shownPage, pageCount, pageSize: PAGE_SIZE, total }
}

export const chosenBy = (viewerId: string, { kind, days }: Pick<z.infer<typeof ActivityInput>, 'kind' | 'days'>) =>
  and(eq(event.subjectId, viewerId), kind && eq(event.name, kind), days && gte(event.createdAt, new Date(Date.now() - days * DAY_MS)))

/** The oldest day first, days without a sign-in too. */
export async function signInsByDay(viewerId: string): Promise<{ day: string; signIns: number }[]> {
  const today = new Date()
  const days = lastDays(today)
  const since = new Date(today.getTime() - CHART_DAYS * DAY_MS)
  const day = sql<string>`to_char(${event.createdAt} at time zone 'UTC', 'YYYY-MM-DD')`
  const counted = await db
    .select({ day, signIns: count() })
    .from(event)
    .where(and(eq(event.subjectId, viewerId), eq(event.name, 'session.started'), gte(event.createdAt, since)))
    .groupBy(day)
  const signInsOn = new Map(counted.map((row) => [row.day, row.signIns]))
  return days.map((date) => ({ day: date, signIns: signInsOn.get(date) ?? 0 }))
}

/** As `2026-11-20`, in UTC. */
function lastDays(now: Date): string[] {
  return Array.from({ length: CHART_DAYS }, (_, index) =>
    new Date(now.getTime() - (CHART_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  )
}
