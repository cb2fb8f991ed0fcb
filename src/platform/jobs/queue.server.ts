import { sql as rawSql } from 'drizzle-orm'
import type { ConstructorOptions, PgBoss } from 'pg-boss'
import type { ParameterOrJSON } from 'postgres'
import { type Store, sql, upkeepClient } from '#platform/db/client.server.ts'
import type { QueueName } from '#platform/features.ts'
import { log } from '#platform/observability/log.server.ts'

/**
 * For what the queue does to itself; it waits for Postgres as long as that takes. (A connection reserved from the pool
 * would be given back to it dead when Postgres goes away meanwhile.)
 */
const upkeep = upkeepClient()

/** pg-boss on the app's own pool: a job can be written in the transaction of the change that asks for it. */
const onOurPool: NonNullable<ConstructorOptions['db']> = {
  executeSql: async (text, values = []) => ({
    rows: values.length > 0 ? await sql.unsafe(text, parameters(values)) : await upkeep.run(text),
  }),
  async listen(channel, onNotification, onReconnect) {
    const { stop } = await upkeep.listen(channel, onNotification, onReconnect)
    return { close: async () => stop() }
  },
}

/** Drizzle sets the driver to pass dates and JSON on as text, so pg-boss must give them as text. */
const parameters = (values: unknown[]) => values.map(asText) as ParameterOrJSON<never>[]

function asText(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value
}

let starting: Promise<PgBoss> | undefined

/** Started at first use. The schema is made by `npm run db:migrate`, never here: this process needs no DDL rights. */
export function queue(): Promise<PgBoss> {
  starting ??= start().catch((error: unknown) => {
    starting = undefined
    throw error
  })
  return starting
}

async function start(): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({ db: onOurPool, migrate: false, createSchema: false, schedule: false, useListenNotify: true })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  return boss.start()
}

type JobOptions = {
  /** Else it is worked at once. */
  startAfter?: Date
  /** Of the job: one that the queue has already is not written again. */
  id?: string
}

/** Writes a job with `store`: inside a transaction it exists if and only if that commits. */
export async function enqueue(store: Store, name: QueueName, data: object, options: JobOptions = {}): Promise<void> {
  const { fromDrizzle } = await import('pg-boss')
  const boss = await queue()
  await boss.send(name, data, { db: fromDrizzle(store, rawSql), ...options })
}

/** Takes no new job. What still runs after `timeoutMs` goes back to its queue, as one more try. */
export async function stopQueue(timeoutMs = 10_000): Promise<void> {
  const boss = await starting?.catch(() => undefined)
  await boss?.stop({ graceful: true, timeout: timeoutMs })
  await upkeep.end()
}
