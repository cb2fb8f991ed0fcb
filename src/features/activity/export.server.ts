/** The log of one person as a file, for that person. */
import { and, asc, gt, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { brand } from '#brand.ts'
import { readValues } from '#auth/forms/form-post.server.ts'
import { type Values, leadTo, refuse } from '#auth/forms/form-response.server.ts'
import { letIn } from '#auth/forms/member-form.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { db } from '#platform/db/client.server.ts'
import { event } from '#platform/db/schema/index.ts'
import { byWhom } from '#platform/events/entry.server.ts'
import { type Cells, type ExportFormat, FORMATS } from './export-format.ts'
import { record } from '#platform/events/record.server.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { countTry } from '#platform/rate-limits/count.server.ts'
import { activitySearch } from './activity-search.ts'
import { chosenBy } from './activity.server.ts'
import { isEventName } from './events.ts'

const ROWS_AT_ONCE = 500
const COLUMNS = ['at', 'id', 'event', 'outcome', 'by', 'target', 'address', 'device', 'data']
const FormatInput = z.enum(['csv', 'jsonl']).catch('csv')

/** Answers the buttons of the page with what its filter shows. */
export async function answerLogExport(request: Request): Promise<Response> {
  let values: Values | null = null
  try {
    values = await readValues(request)
    const { member, elsewhere } = await letIn(request, values, false)
    if (member === null) return leadTo(request, elsewhere)
    const { id } = member.viewer
    await countTry('export', id)
    const format = FormatInput.parse(values?.format)
    // Before it is read: the file has this line too.
    await record(db, { name: 'account.exported', actorId: id, subjectId: id, target: 'log', ...sourceOf(request), data: { format } })
    return fileOf(format, chosenBy(id, filterIn(new URL(request.url).searchParams)))
  } catch (error) {
    return refuse(request, error, values?.[VIEWER_FIELD])
  }
}

function filterIn(query: URLSearchParams) {
  const { kind, days } = activitySearch({ kind: query.get('kind'), days: Number(query.get('days')) })
  return { kind: isEventName(kind) ? kind : undefined, days }
}

function fileOf(format: ExportFormat, chosen: SQL | undefined): Response {
  const { contentType, head, line } = FORMATS[format]
  const pages = readPages(chosen)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(encoder.encode(head(COLUMNS))),
    async pull(stream) {
      const { value, done } = await pages.next()
      if (done === true) stream.close()
      else stream.enqueue(encoder.encode(value.map(line).join('')))
    },
  })
  const fileName = `${brand.name.toLowerCase()}-security-log-${new Date().toISOString().slice(0, 10)}.${format}`
  const headers = { 'content-type': contentType, 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'no-store' }
  return new Response(body, { headers })
}

/** Oldest first, by the place in the chain, so that what is recorded meanwhile moves nothing. */
async function* readPages(chosen: SQL | undefined): AsyncGenerator<Cells[]> {
  for (let after = 0, isMore = true; isMore;) {
    const rows = await db
      .select()
      .from(event)
      .where(and(chosen, gt(event.seq, after)))
      .orderBy(asc(event.seq))
      .limit(ROWS_AT_ONCE)
    after = rows.at(-1)?.seq ?? after
    isMore = rows.length === ROWS_AT_ONCE
    yield rows.map(asCells)
  }
}

/** Every column is named here. Who else did something to this account is not theirs to know. */
const asCells = (row: typeof event.$inferSelect): Cells => ({
  at: row.createdAt.toISOString(),
  id: row.id,
  event: row.name,
  outcome: row.outcome,
  by: byWhom(row),
  target: row.target,
  address: row.ipAddress,
  device: row.userAgent,
  data: row.data,
})
