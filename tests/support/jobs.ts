/** What lies in the job queue, and time that passes for it. */
import type postgres from 'postgres'
import type { App } from './app.ts'
import { until } from './browserless.ts'
import { withSql } from './person.ts'

type Job = { id: string; name: string; state: string; sourceName: string | null; retryCount: number }

export const jobsIn = ({ databaseUrl }: App, ...names: string[]): Promise<Job[]> =>
  withSql(databaseUrl, async (sql) => [
    ...(await sql<Job[]>`
      select id, name, state, source_name as "sourceName", retry_count as "retryCount" from pgboss.job
      where name in ${sql(names)} order by created_on`),
  ])

const UNDERWAY: ReadonlySet<string> = new Set(['created', 'retry', 'active'])

/** Mails are taken several at a time: that one has come says nothing of those before it. */
export const untilMailsAreSent = (app: App) =>
  until('every mail is sent', async () => (await jobsIn(app, 'event.react', 'mail.send')).every(({ state }) => !UNDERWAY.has(state)))

/** What waits for its next try is due. */
export const makeDue = ({ databaseUrl }: App) =>
  withSql(databaseUrl, (sql) => sql`update pgboss.job set start_after = now() where state = 'retry'`)

/** The time of what runs is up, and a worker that starts now looks at once. */
export const letRunningExpire = ({ databaseUrl }: App) =>
  withSql(databaseUrl, async (sql) => {
    await sql`update pgboss.job set started_on = started_on - interval '1 day' where state = 'active'`
    await sql`update pgboss.queue set monitor_claim_on = null, monitor_on = null`
  })

/** So that a test meets its own jobs only. */
export const emptyQueues = ({ databaseUrl }: App) => withSql(databaseUrl, (sql) => sql`delete from pgboss.job`)

/** Jobs that were given up, as the queue leaves them. What they hold is nobody's. */
export const giveUp = (sql: postgres.Sql, queue: string, count = 1) => sql`
  insert into pgboss.job (name, data, keep_until, deletion_seconds, source_name, source_id, source_root_id, source_created_on, source_retry_count, source_output)
  select 'dead', '{"sealed":"x"}', now() + interval '30 days', 2592000, ${queue}, root, root, now() - interval '2 hours', 20, '{"error":"PermanentFailure"}'
  from (select gen_random_uuid() as root from generate_series(1, ${count}::int)) as roots`
