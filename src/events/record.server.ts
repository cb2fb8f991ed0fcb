import { type Store } from '~/db/client.server'
import { event } from '~/db/schema'
import { enqueue } from '~/jobs/queue.server'
import type { NewEvent } from './catalogue'

const USER_AGENT_MAX_CHARACTERS = 400

/**
 * The audit row and the outbox entry, written with `store`. Called inside the transaction of the change
 * it records, both exist if and only if the change does; the worker then tells whoever reacts.
 */
export async function record(store: Store, happened: NewEvent): Promise<void> {
  const [row] = await store
    .insert(event)
    .values({ ...happened, userAgent: happened.userAgent?.slice(0, USER_AGENT_MAX_CHARACTERS) })
    .returning({ id: event.id })
  if (row !== undefined) await enqueue(store, 'event.react', { eventId: row.id })
}
