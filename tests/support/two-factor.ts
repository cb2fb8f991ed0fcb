/** Two-factor turned on straight in the database, and what the person's authenticator app would show. */
import type postgres from 'postgres'
import {
  encryptBackupHashes,
  encryptTotpKey,
  hashBackupCode,
  newBackupCodes,
  newTotpKey,
  totpCode,
} from '#auth/two-factor/one-time-codes.server.ts'
import { withSql } from './person.ts'

export type SecondFactor = {
  /** As base32. */
  secret: string
  /** Backup codes, as the person wrote them down. */
  codes: [string, ...string[]]
  /** What the app shows at that moment; now, unless told. One step ahead is accepted too, where a code was used before. */
  codeAt: (time?: number) => string
}

export const STEP_MS = 30_000

/** What an authenticator app with this key shows at that moment; now, unless told. */
export const codeOf = (key: string, time = Date.now()): string => totpCode(key, time)

export async function turnOnTwoFactor(where: postgres.Sql | string, authSecret: string, personId: string): Promise<SecondFactor> {
  if (typeof where === 'string') return withSql(where, (sql) => turnOnTwoFactor(sql, authSecret, personId))
  const secret = newTotpKey()
  const [first = '', ...others] = newBackupCodes()
  const stored = await encryptTotpKey(secret, [authSecret])
  const backupCodes = await encryptBackupHashes([first, ...others].map(hashBackupCode), [authSecret])
  await where.begin(async (tx) => {
    await tx`delete from two_factor where user_id = ${personId}`
    await tx`insert into two_factor (user_id, secret, backup_codes, verified) values (${personId}, ${stored}, ${backupCodes}, true)`
    await tx`update "user" set two_factor_enabled = true where id = ${personId}`
  })
  return { secret, codes: [first, ...others], codeAt: (time) => codeOf(secret, time) }
}

/** As if no code had been accepted yet. */
export const forgetUsedCodes = (databaseUrl: string, personId: string) =>
  withSql(databaseUrl, async (sql) => {
    await sql`update two_factor set last_used_step = null where user_id = ${personId}`
    await sql`delete from used_code where user_id = ${personId}`
  })
