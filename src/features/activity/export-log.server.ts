/** The whole audit log as a file, for who operates this. Node runs this file directly too (scripts/). */
import postgres from 'postgres'
import { ISO_FORMAT } from '#platform/events/append.server.ts'
import { type Cells, type ExportFormat, FORMATS } from './export-format.ts'

const ROWS_AT_ONCE = 500
const COLUMNS = [
  'at',
  'chain',
  'seq',
  'id',
  'event',
  'outcome',
  'actor',
  'viewer',
  'subject',
  'target',
  'address',
  'device',
  'data',
  'hash',
]

/** Resolves when it has gone out: a slow reader must not fill the memory. */
export type Write = (text: string) => Promise<void>

type Asked = { format: ExportFormat; from: Date | null; to: Date | null }

export async function exportLog(databaseUrl: string, { format, from, to }: Asked, write: Write): Promise<void> {
  const { head, line } = FORMATS[format]
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await write(head(COLUMNS))
    await sql.begin('read only', async (tx) => {
      const rows = tx<Cells[]>`
        select to_char(created_at at time zone 'utc', ${ISO_FORMAT}::text) as at, chain_id as chain, seq, id, name as event, outcome,
          actor_id as actor, viewer_id as viewer, subject_id as subject, target, ip_address as address, user_agent as device, data, hash
        from event
        where (${from}::timestamptz is null or created_at >= ${from}) and (${to}::timestamptz is null or created_at < ${to})
        order by created_at, id`
      for await (const some of rows.cursor(ROWS_AT_ONCE)) await write(some.map(line).join(''))
    })
  } finally {
    await sql.end({ timeout: 1 })
  }
}
