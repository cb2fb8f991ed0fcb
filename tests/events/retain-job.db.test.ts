import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { sql } from '#platform/db/client.server.ts'
import { env } from '#platform/config/env.server.ts'
import { askForToday } from '#platform/jobs/daily.server.ts'
import { workJob } from '#platform/jobs/work-job.server.ts'
import { addEvent } from '../support/events.ts'

const DAY_MS = 86_400_000
const jobs = async () => {
  const rows = await sql<{ day: string }[]>`
    select to_char(start_after at time zone 'utc', 'YYYY-MM-DD') as day from pgboss.job where name = 'audit.retain' order by start_after`
  return rows.map(({ day }) => day)
}
const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10)

it('the audit log is pruned once a day, however many workers start, and each day asks for the next', async () => {
  const old = new Date(Date.now() - (env().auditRetentionDays + 1) * DAY_MS)
  const id = await addEvent(sql, env().authSecret, { name: 'session.started', subjectId: randomUUID() }, old)
  const now = Date.now()
  await Promise.all([1, 2, 3].map(() => askForToday('audit.retain')))
  expect(await jobs()).toEqual([dateOf(now)])
  await workJob('audit.retain', 'job', {})
  await workJob('audit.retain', 'job', {})
  expect(await jobs()).toEqual([dateOf(now), dateOf(now + DAY_MS)])
  expect(await sql`select 1 from event where id = ${id}`).toEqual([])
})
