import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '#platform/db/columns.ts'

/**
 * What happened, who did it, to whom. No foreign key to `user`: the record outlives the person.
 * Rows are only ever added (triggers refuse the rest), and each carries the hash of the one before it in its chain.
 * `data` never holds a token, a password or a code.
 */
export const event = pgTable(
  'event',
  {
    id: id(),
    /** The tenant whose log this is, today the person's own id; and the row's place in it, from 1 without gaps. */
    chainId: uuid().notNull(),
    seq: integer().notNull(),
    name: text().notNull(),
    outcome: text({ enum: ['success', 'failure'] })
      .notNull()
      .default('success'),
    /** The real person who did it; null when nobody is signed in. */
    actorId: uuid(),
    /** As whom they did it: another than the actor only under impersonation. */
    viewerId: uuid(),
    subjectId: uuid(),
    /** What else it was done to, as `kind:id`. */
    target: text(),
    ipAddress: text(),
    userAgent: text(),
    data: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Of the details above (address, device, data), so that they can be erased and the chain still holds. Null: erased. */
    detailsSalt: text(),
    detailsHash: text().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
    /** Names the secret the hash was keyed with. */
    keyId: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.subjectId, table.createdAt.desc()),
    index().on(table.actorId),
    index().on(table.createdAt),
    unique().on(table.chainId, table.seq),
  ],
)

/**
 * The end of each chain, so that a row cut off at the end is missed, and the beginning that retention has left. Sealed like a
 * row: whoever cuts an end off cannot write the one before it here.
 */
export const eventChain = pgTable('event_chain', {
  chainId: uuid().primaryKey(),
  seq: integer().notNull(),
  hash: text().notNull(),
  prunedSeq: integer().notNull().default(0),
  prunedHash: text().notNull().default(''),
  prunedAt: instant(),
  /** Of all the above but the date. */
  seal: text().notNull().default(''),
})
