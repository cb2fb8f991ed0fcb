import { sql } from 'drizzle-orm'
import { type Store, db } from '#platform/db/client.server.ts'
import { env } from '#platform/config/env.server.ts'
import type { EventName } from '#platform/features.ts'
import { enqueue } from '#platform/jobs/queue.server.ts'
import { type NewEvent, append } from './append.server.ts'

/** Nobody reacts to a try that was refused. A job would tell a known address from an unknown one by the work it makes. */
const UNANSWERED: ReadonlySet<EventName> = new Set(['sign_in.failed', 'second_factor.failed', 'step_up.failed', 'limit.tripped'])

/**
 * The audit row and the outbox entry, written with `store`. Called inside the transaction of the change
 * it records, both exist if and only if the change does; the worker then tells whoever reacts.
 */
export async function record(store: Store, happened: NewEvent): Promise<void> {
  if (store === db) return db.transaction((tx) => record(tx, happened))
  const { fromDrizzle } = await import('pg-boss')
  const statements = fromDrizzle(store, sql)
  const eventId = await append(async (text, values) => (await statements.executeSql(text, values)).rows, env().authSecret, happened)
  if (!UNANSWERED.has(happened.name)) await enqueue(store, 'event.react', { eventId })
}
