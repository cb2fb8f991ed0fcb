import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../columns'

/**
 * What happened, who did it, to whom. No foreign key to `user`: the record outlives the person.
 * `data` never holds a token, a password or a code.
 */
export const event = pgTable(
  'event',
  {
    id: id(),
    name: text().notNull(),
    actorId: uuid(),
    subjectId: uuid(),
    ipAddress: text(),
    userAgent: text(),
    data: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.subjectId, table.createdAt.desc())],
)
