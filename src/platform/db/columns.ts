import { sql } from 'drizzle-orm'
import { timestamp, uuid } from 'drizzle-orm/pg-core'

/** Time-ordered, so that an index on it stays dense; made by Postgres (18 or newer). */
export const id = () =>
  uuid()
    .primaryKey()
    .default(sql`uuidv7()`)

/** An instant. Always `timestamptz`: a bare `timestamp` changes meaning with the server's zone. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })

export const createdAt = () => instant().notNull().defaultNow()

export const updatedAt = () =>
  instant()
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date())
