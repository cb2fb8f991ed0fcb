/** What an administrator sees of the job queue, and does to jobs that were given up. Of a job its id, never what it holds. */
import { type SQL, sql } from 'drizzle-orm'
import { fromDrizzle } from 'pg-boss'
import { z } from 'zod'
import { answerAdminForm } from '#auth/forms/member-form.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import type { ViewerSession } from '#auth/sessions/viewer.ts'
import { type Tx, db } from '#platform/db/client.server.ts'
import { record } from '#platform/events/record.server.ts'
import { queue } from '#platform/jobs/queue.server.ts'
import { DEAD, queueNames } from '#platform/jobs/queues.ts'
import { type DeadJobs, DeadJobsInput, type JobsInput } from './jobs.schema.ts'

const PATH = '/admin/jobs'
const PAGE_SIZE = 20
/** Of one act. What is left is there to be done again. */
const JOBS_AT_ONCE = 1000

/** Raw rows have their times as text. */
const time = z.coerce.date().transform((date) => date.toISOString())
const QueueSchema = z.object({
  name: z.string(),
  waiting: z.number(),
  running: z.number(),
  retrying: z.number(),
  dead: z.number(),
  oldestWaitingSince: time.nullable(),
  lastCompletedAt: time.nullable(),
})
/** What the library answers; its types leave it out. */
const DoneSchema = z.object({ affected: z.number() })
const NOTHING = { waiting: 0, running: 0, retrying: 0, dead: 0, oldestWaitingSince: null, lastCompletedAt: null }
const JobSchema = z.object({
  id: z.uuid(),
  queue: z.string(),
  state: z.enum(['dead', 'retrying']),
  createdAt: time,
  tries: z.number(),
  error: z.string().nullable(),
  /** When it was given up, or is tried next. */
  at: time,
})
const SumSchema = z.tuple([z.object({ jobs: z.number() })])

/** A job that was given up lies in one queue for all, and knows where it came from. */
const origin = sql`coalesce(source_name, name)`
const isDead = sql`name = ${DEAD}`
const isDue = sql`start_after <= now()`

/** Every queue, with what waits in it. One look at the table, which pg-boss empties of what was completed a day ago. */
export async function overview() {
  const rows = await db.execute(sql`
    select ${origin} as name,
      (count(*) filter (where state = 'created' and not ${isDead}))::int as waiting,
      (count(*) filter (where state = 'active'))::int as running,
      (count(*) filter (where state = 'retry'))::int as retrying,
      (count(*) filter (where ${isDead}))::int as dead,
      min(start_after) filter (where state in ('created', 'retry') and not ${isDead} and ${isDue}) as "oldestWaitingSince",
      max(completed_on) filter (where state = 'completed') as "lastCompletedAt"
    from pgboss.job group by 1`)
  const known = new Map(
    z
      .array(QueueSchema)
      .parse(rows)
      .map((row) => [row.name, row]),
  )
  return queueNames().map((name) => known.get(name) ?? { name, ...NOTHING })
}

/** Jobs that failed: those that are tried again and those that were given up, the newest first. A page past the last one is the last one. */
export async function list({ queue: name, state, page }: z.infer<typeof JobsInput>) {
  const failed = { dead: isDead, retrying: sql`state = 'retry'` }
  const ofState = state === undefined ? sql`(${failed.dead} or ${failed.retrying})` : failed[state]
  const chosen = name === undefined ? ofState : sql`${ofState} and ${origin} = ${name}`
  const total = await count(chosen)
  const pageCount = Math.max(1, Math.ceil(total / PAGE_SIZE))
  const shownPage = Math.min(page, pageCount)
  const rows = await db.execute(sql`
    select id, ${origin} as queue, case when ${isDead} then 'dead' else 'retrying' end as state,
      coalesce(source_created_on, created_on) as "createdAt",
      coalesce(source_retry_count, retry_count) + 1 as tries,
      coalesce(source_output, output)->>'error' as error,
      case when ${isDead} then created_on else start_after end as at
    from pgboss.job where ${chosen}
    order by "createdAt" desc, id limit ${PAGE_SIZE} offset ${(shownPage - 1) * PAGE_SIZE}`)
  return { jobs: z.array(JobSchema).parse(rows), page: shownPage, pageCount, pageSize: PAGE_SIZE, total }
}

/** How many of those that an act names there are. */
export const countDead = (which: DeadJobs): Promise<number> => count(deadOf(which))

async function count(chosen: SQL): Promise<number> {
  const [{ jobs }] = SumSchema.parse(await db.execute(sql`select count(*)::int as jobs from pgboss.job where ${chosen}`))
  return jobs
}

/** Answers "Try again": back to the queue they came from, with all their tries. */
export const answerRetry = (request: Request): Promise<Response> =>
  answerAdminForm(
    request,
    formOf(request, 'job.retried', async (tx, ids) =>
      (await queue()).redrive(DEAD, { ids, limit: JOBS_AT_ONCE, db: fromDrizzle(tx, sql) }),
    ),
  )

/** Answers "Discard". */
export const answerDiscard = (request: Request): Promise<Response> =>
  answerAdminForm(
    request,
    formOf(request, 'job.discarded', async (tx, ids) => {
      const done = await (await queue()).deleteJob(DEAD, ids, { db: fromDrizzle(tx, sql) })
      return DoneSchema.parse(done).affected
    }),
  )

type ActName = 'job.retried' | 'job.discarded'
/** Returns how many it was done to. */
type Act = (tx: Tx, ids: string[]) => Promise<number>

/** Jobs that somebody else has sent back or away meanwhile are not there any more: the page says so. */
function formOf(request: Request, name: ActName, act: Act) {
  return {
    schema: DeadJobsInput,
    secrets: [],
    async submit(which: DeadJobs, admin: ViewerSession) {
      const jobs = await db.transaction(async (tx) => {
        const chosen = sql`select id from pgboss.job where ${deadOf(which)} order by created_on limit ${JOBS_AT_ONCE} for update`
        const ids = z
          .array(z.object({ id: z.uuid() }))
          .parse(await tx.execute(chosen))
          .map(({ id }) => id)
        const done = ids.length === 0 ? 0 : await act(tx, ids)
        if (done > 0) await record(tx, happened(name, which, done, admin, request))
        return done
      })
      return { to: `${PATH}?done=${jobs === 0 ? 'gone' : name.slice('job.'.length)}` }
    },
  }
}

const deadOf = (which: DeadJobs): SQL => sql`${isDead} and ${'id' in which ? sql`id = ${which.id}` : sql`${origin} = ${which.queue}`}`

const happened = (name: ActName, which: DeadJobs, jobs: number, { viewer }: ViewerSession, request: Request) =>
  ({
    name,
    actorId: viewer.id,
    subjectId: null,
    target: 'id' in which ? `job:${which.id}` : `queue:${which.queue}`,
    data: { jobs: String(jobs) },
    ...sourceOf(request),
  }) as const
