/** What belongs to a person's account, and is ours: Better Auth knows none of it. Secrets are kept as SHA-256 only. */
import { customType, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '#platform/db/columns.ts'
import { user } from './auth.ts'

const userId = () =>
  uuid()
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' })

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * Since 0008 `two_factor.last_used_step` says it. The version before knows this table alone, so it is still read and written
 * (`used-codes.server.ts`); the release after stops that, and the one after it may drop the table, in a contract migration.
 */
export const usedCode = pgTable('used_code', { userId: userId(), codeHash: text().notNull(), expiresAt: instant().notNull() }, (table) => [
  primaryKey({ columns: [table.userId, table.codeHash] }),
  index().on(table.expiresAt),
])

/** Tries of what is limited, under the hash of whom they are counted for. */
export const tryCount = pgTable(
  'try_count',
  { keyHash: text().primaryKey(), count: integer().notNull(), expiresAt: instant().notNull() },
  (table) => [index().on(table.expiresAt)],
)

/** A browser that need not be asked for the second factor. */
export const trustedDevice = pgTable(
  'trusted_device',
  {
    id: id(),
    userId: userId(),
    tokenHash: text().notNull().unique(),
    ipAddress: text(),
    userAgent: text(),
    expiresAt: instant().notNull(),
    lastUsedAt: createdAt(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.userId), index().on(table.expiresAt)],
)

/** A link in a mail that does one thing once. What it does and to what stands in `purpose` and `data`. */
export const mailLink = pgTable(
  'mail_link',
  {
    id: id(),
    userId: userId(),
    purpose: text({ enum: ['email.confirm', 'email.verify', 'email.undo', 'account.keep', 'two_factor.keep', 'not_me'] }).notNull(),
    tokenHash: text().notNull().unique(),
    data: jsonb().$type<Record<string, string>>().notNull().default({}),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.userId, table.purpose), index().on(table.expiresAt)],
)

/** An address a person wants instead of theirs: taken over when the old one agreed and the new one was proven. */
export const emailChange = pgTable('email_change', {
  userId: userId().primaryKey(),
  newEmail: text().notNull(),
  confirmedAt: instant(),
  verifiedAt: instant(),
  expiresAt: instant().notNull(),
  createdAt: createdAt(),
})

/** An account that is to be erased. The row goes with the person. */
export const accountDeletion = pgTable(
  'account_deletion',
  { userId: userId().primaryKey(), dueAt: instant().notNull(), createdAt: createdAt() },
  (table) => [index().on(table.dueAt)],
)

/** An authenticator that is to be removed without a code from it. The row goes when the removal is canceled or done. */
export const factorRemoval = pgTable(
  'factor_removal',
  { userId: userId().primaryKey(), dueAt: instant().notNull(), createdAt: createdAt() },
  (table) => [index().on(table.dueAt)],
)

/** The picture of a person, as the server encoded it. */
export const avatar = pgTable('avatar', {
  userId: userId().primaryKey(),
  /** Names this version in its address. */
  version: text().notNull(),
  contentType: text().notNull(),
  /** Null where uploads are kept in a bucket. */
  bytes: bytes(),
  createdAt: createdAt(),
})
