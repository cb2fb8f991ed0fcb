/** Rows that nobody looks at again. They are refused from the moment they expire; this only keeps the tables from growing for ever. */
import { type SQL, getTableName, sql } from 'drizzle-orm'
import { db } from '~/db/client.server'
import { emailChange, mailLink, session, trustedDevice, usedCode, verification } from '~/db/schema'
import { askForTomorrow } from '~/jobs/daily.server'
import { log } from '~/lib/log.server'
import { SESSION_MAX_DAYS } from './session-limits.server'

const EXPIRING = [session, verification, mailLink, trustedDevice, usedCode, emailChange]
const ROWS_AT_ONCE = 1000
/** A clock of ours may be ahead of the one that a row was written by. */
const isLongOver = sql`expires_at < now() - interval '1 day'`
const isTooOld = sql`created_at < now() - make_interval(days => ${SESSION_MAX_DAYS}) - interval '1 day'`

/** Works one `rows.sweep` job. Run twice, it finds nothing more. */
export async function sweepRows(): Promise<void> {
  await askForTomorrow('rows.sweep')
  for (const table of EXPIRING) await sweep(table, table === session ? sql`${isLongOver} or ${isTooOld}` : isLongOver)
}

/** A few at a time: nobody waits for a row that is being deleted. */
async function sweep(table: (typeof EXPIRING)[number], isOver: SQL): Promise<void> {
  const some = sql`select ctid from ${table} where ${isOver} limit ${ROWS_AT_ONCE} for update skip locked`
  let rows = 0
  for (let count = ROWS_AT_ONCE; count === ROWS_AT_ONCE; rows += count)
    count = (await db.execute(sql`delete from ${table} where ctid = any(array(${some}))`)).count
  if (rows > 0) log.info({ table: getTableName(table), rows }, 'expired rows removed')
}
