/** Events as the product writes them, sealed in their chain, for tests that need a history. */
import type postgres from 'postgres'
import { type NewEvent, append } from '#platform/events/append.server.ts'

type Happened = Pick<NewEvent, 'name' | 'subjectId'> & Partial<NewEvent>

/** Its id. Without a job: nothing reacts to it. */
export const addEvent = (sql: postgres.Sql, secret: string, happened: Happened, at?: Date): Promise<string> =>
  addEvents(sql, secret, [{ happened, at }]).then(([id = '']) => id)

export async function addEvents(
  sql: postgres.Sql,
  secret: string,
  events: { happened: Happened; at?: Date | undefined }[],
): Promise<string[]> {
  const ids: string[] = []
  await sql.begin(async (tx) => {
    for (const { happened, at } of events)
      ids.push(await append((text, values) => tx.unsafe(text, values as never[]), secret, { actorId: null, ...happened }, at))
  })
  return ids
}
