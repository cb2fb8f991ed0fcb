/**
 * Better Auth's tables. The field names are its own (a test compares them with what this version
 * expects); time zones, foreign keys, unique indexes and look-up indexes are ours, because the
 * generated schema lacks them and concurrent requests would make duplicates.
 */
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, updatedAt } from '#platform/db/columns.ts'

export const user = pgTable(
  'user',
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    twoFactorEnabled: boolean().notNull().default(false),
    role: text({ enum: ['user', 'admin'] })
      .notNull()
      .default('user'),
    /** BCP 47 tag of the language that mails to this person are written in. */
    locale: text().notNull().default('en'),
    /** Since when this person may not sign in, by an operator's decision. Null: they may. */
    bannedAt: instant(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [check('user_email_is_lower_case', sql`${table.email} = lower(${table.email})`)],
)

const userId = () =>
  uuid()
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' })

export const session = pgTable(
  'session',
  {
    id: id(),
    userId: userId(),
    token: text().notNull().unique(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    /** When the person last proved to be there, with the second factor where one is set: what step-up looks at. Null: not in this session. */
    provenAt: instant(),
    /** Of the last request, to a few minutes. */
    lastActiveAt: createdAt(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.userId), index().on(table.expiresAt)],
)

export const account = pgTable(
  'account',
  {
    id: id(),
    userId: userId(),
    providerId: text().notNull(),
    accountId: text().notNull(),
    password: text(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex().on(table.providerId, table.accountId), uniqueIndex().on(table.userId, table.providerId)],
)

export const verification = pgTable(
  'verification',
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.identifier), index().on(table.expiresAt)],
)

/** The authenticator of a person: at most one. `secret` and `backupCodes` are encrypted with the app's secret. */
export const twoFactor = pgTable('two_factor', {
  id: id(),
  userId: userId().unique(),
  secret: text().notNull(),
  backupCodes: text().notNull(),
  /** False until the first code was entered. */
  verified: boolean().notNull().default(false),
  /** The time step of the last accepted TOTP code (RFC 6238, 5.2). Only later ones are accepted. */
  lastUsedStep: integer(),
  /** Better Auth's lockout, which is off: `src/auth/protection/code-tries.server.ts` counts. The version before still writes both. */
  failedVerificationCount: integer().notNull().default(0),
  lockedUntil: instant(),
})

export const passkey = pgTable(
  'passkey',
  {
    id: id(),
    userId: userId(),
    name: text(),
    publicKey: text().notNull(),
    credentialID: text('credential_id').notNull().unique(),
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: boolean().notNull(),
    transports: text(),
    aaguid: text(),
    lastUsedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.userId)],
)
