import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { env } from '~/env.server'
import * as schema from './schema'

const POOL_SIZE = 10
const CONNECT_TIMEOUT_SECONDS = 5
const STATEMENT_TIMEOUT_MS = 15_000

export const sql = postgres(env().databaseUrl, {
  max: POOL_SIZE,
  connect_timeout: CONNECT_TIMEOUT_SECONDS,
  connection: { application_name: 'gatehouse', statement_timeout: STATEMENT_TIMEOUT_MS },
  onnotice: () => {},
})

export const db = drizzle(sql, { schema, casing: 'snake_case' })

/** A transaction of ours. `Store` is either: what a rule needs to read and write. */
export type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0]
export type Store = typeof db | Tx
