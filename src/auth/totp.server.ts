/**
 * The second factor of someone who has a session: step-up. Tries count together with those at sign-in, which
 * Better Auth's plugin counts in the same columns. The row is locked meanwhile, so tries at one moment stand in line.
 */
import { and, eq, gte } from 'drizzle-orm'
import { symmetricDecrypt } from 'better-auth/crypto'
import { z } from 'zod'
import { type Tx, db } from '~/db/client.server'
import { event, twoFactor } from '~/db/schema'
import { record } from '~/events/record.server'
import { env } from '~/env.server'
import { digitsOfCode } from '~/lib/one-time-code'
import { decryptTotpKey, encryptBackupHashes, hashBackupCode, isTotpCode } from './one-time-codes.server'
import { sourceOf } from './source.server'
import { spend } from './used-codes.server'

/** Of the account, in a row, at sign-in and in a session together. */
export const ACCOUNT_TRIES = 10
export const LOCK_MINUTES = 15

export type CodeVerdict = 'ok' | 'wrong' | 'locked'
type Factor = typeof twoFactor.$inferSelect

/** Whether `typed` is a code of this person's authenticator that was not used before. Uses it up. */
export const checkTotp = (userId: string, typed: string, request: Request): Promise<CodeVerdict> =>
  check(userId, request, async (tx, factor) => {
    const code = digitsOfCode(typed)
    return isTotpCode(await decryptTotpKey(factor.secret, env().authSecret), code) && spend(tx, userId, code)
  })

/** Whether `typed` is one of the backup codes that are left. Uses it up. */
export const checkBackupCode = (userId: string, typed: string, request: Request): Promise<CodeVerdict> =>
  check(userId, request, async (tx, factor) => {
    const hashes = await readBackupHashes(factor.backupCodes)
    const others = hashes.filter((hash) => hash !== hashBackupCode(typed))
    if (others.length === hashes.length) return false
    await tx
      .update(twoFactor)
      .set({ backupCodes: await encryptBackupHashes(others, env().authSecret) })
      .where(eq(twoFactor.id, factor.id))
    await record(tx, { name: 'backup_code.used', actorId: userId, subjectId: userId, ...sourceOf(request) })
    return true
  })

/**
 * For a sign-in, whose code the plugin checks next: spends a code that is right. True when it was spent before. A wrong
 * one, and any while codes are locked, is the plugin's to refuse and count.
 */
export async function isReplay(userId: string, code: string): Promise<boolean> {
  const [factor] = await db.select().from(twoFactor).where(eq(twoFactor.userId, userId))
  if (factor === undefined || !factor.verified || isLocked(factor)) return false
  return isTotpCode(await decryptTotpKey(factor.secret, env().authSecret), code) && !(await spend(db, userId, code))
}

/** After a code that the plugin refused: the event, once for each lock. */
export async function noteLock(userId: string, request: Request | undefined): Promise<void> {
  await db.transaction(async (tx) => {
    const [factor] = await tx.select().from(twoFactor).where(eq(twoFactor.userId, userId)).for('update')
    if (factor === undefined || !isLocked(factor)) return
    const fell = new Date(factor.lockedUntil.getTime() - LOCK_MINUTES * 60_000)
    const sameLock = and(eq(event.subjectId, userId), eq(event.name, 'two_factor.locked'), gte(event.createdAt, fell))
    if ((await tx.$count(event, sameLock)) === 0) await recordLock(tx, userId, request)
  })
}

/** How many backup codes a person has left; null while two-factor is off. */
export async function countBackupCodes(userId: string): Promise<number | null> {
  const [factor] = await db.select().from(twoFactor).where(eq(twoFactor.userId, userId))
  return factor?.verified ? (await readBackupHashes(factor.backupCodes)).length : null
}

async function readBackupHashes(stored: string): Promise<string[]> {
  return z.array(z.string()).parse(JSON.parse(await symmetricDecrypt({ key: env().authSecret, data: stored })))
}

function check(userId: string, request: Request, isRight: (tx: Tx, factor: Factor) => Promise<boolean>): Promise<CodeVerdict> {
  return db.transaction(async (tx) => {
    const [factor] = await tx.select().from(twoFactor).where(eq(twoFactor.userId, userId)).for('update')
    if (factor === undefined || !factor.verified) return 'wrong'
    if (isLocked(factor)) return 'locked'
    if (await isRight(tx, factor)) {
      await count(tx, factor, 0)
      return 'ok'
    }
    const failed = (factor.lockedUntil === null ? factor.failedVerificationCount : 0) + 1
    await count(tx, factor, failed)
    if (failed < ACCOUNT_TRIES) return 'wrong'
    await recordLock(tx, userId, request)
    return 'locked'
  })
}

const isLocked = (factor: Factor): factor is Factor & { lockedUntil: Date } =>
  factor.lockedUntil !== null && factor.lockedUntil > new Date()

const recordLock = (tx: Tx, userId: string, request: Request | undefined) =>
  record(tx, { name: 'two_factor.locked', actorId: userId, subjectId: userId, ...sourceOf(request) })

async function count(tx: Tx, { id }: Factor, failed: number) {
  const until = failed < ACCOUNT_TRIES ? null : new Date(Date.now() + LOCK_MINUTES * 60_000)
  await tx.update(twoFactor).set({ failedVerificationCount: failed, lockedUntil: until }).where(eq(twoFactor.id, id))
}
