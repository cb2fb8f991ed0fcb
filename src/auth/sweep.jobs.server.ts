/** Rows that nobody looks at again. They are refused from the moment they expire; this only keeps the tables from growing for ever. */
import { type SQL, getTableName, lt, sql } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import {
  accountDeletion,
  emailChange,
  factorRemoval,
  mailLink,
  session,
  trustedDevice,
  tryCount,
  usedCode,
  verification,
} from '#platform/db/schema/index.ts'
import { enqueue } from '#platform/jobs/queue.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { SESSION_MAX_DAYS } from '#auth/sessions/session-limits.server.ts'

const EXPIRING = [session, verification, mailLink, trustedDevice, usedCode, emailChange, tryCount]
const ROWS_AT_ONCE = 1000
/** A clock of ours may be ahead of the one that a row was written by. */
const isLongOver = sql`expires_at < now() - interval '1 day'`
const isTooOld = sql`created_at < now() - make_interval(days => ${SESSION_MAX_DAYS}) - interval '1 day'`

/** Works one `rows.sweep` job. Run twice, it finds nothing more. */
export async function sweepRows(): Promise<void> {
  for (const table of EXPIRING) await sweep(table, table === session ? sql`${isLongOver} or ${isTooOld}` : isLongOver)
  await askAgain('account.erase', accountDeletion)
  await askAgain('two_factor.remove', factorRemoval)
}

/** A job may be discarded, or lie among the failed until it is gone: what somebody was promised must not go with it. */
async function askAgain(queue: 'account.erase' | 'two_factor.remove', table: typeof accountDeletion | typeof factorRemoval): Promise<void> {
  const { userId, dueAt } = table
  const overdue = await db
    .select({ userId })
    .from(table)
    .where(lt(dueAt, sql`now() - interval '1 day'`))
    .limit(ROWS_AT_ONCE)
  for (const job of overdue) await enqueue(db, queue, job)
  if (overdue.length > 0) log.warn({ queue, people: overdue.length }, 'long due and not done: queued again')
}

/** A few at a time: nobody waits for a row that is being deleted. */
async function sweep(table: (typeof EXPIRING)[number], isOver: SQL): Promise<void> {
  const some = sql`select ctid from ${table} where ${isOver} limit ${ROWS_AT_ONCE} for update skip locked`
  let rows = 0
  for (let count = ROWS_AT_ONCE; count === ROWS_AT_ONCE; rows += count)
    count = (await db.execute(sql`delete from ${table} where ctid = any(array(${some}))`)).count
  if (rows > 0) log.info({ table: getTableName(table), rows }, 'expired rows removed')
}
