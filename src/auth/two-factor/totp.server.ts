/**
 * The second factor as this app checks it: a code at sign-in, before the plugin does, and of someone who has a session
 * (step-up). The row is locked meanwhile, so concurrent codes are checked one after another.
 */
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { type Store, type Tx, db } from '#platform/db/client.server.ts'
import { factorRemoval, twoFactor } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'
import { authSecrets } from '#platform/config/env.server.ts'
import { digitsOfCode } from '#platform/forms/one-time-code.ts'
import { openText } from '#platform/crypto/sealed-text.ts'
import * as codeTries from '#auth/protection/code-tries.server.ts'
import { cancel as cancelRemoval } from './factor-removal.server.ts'
import { decryptTotpKey, encryptBackupHashes, hashBackupCode, totpStep } from './one-time-codes.server.ts'
import { sourceOf } from '#auth/sessions/source.server.ts'
import { spendForVersionBefore } from './used-codes.server.ts'

type CodeVerdict = 'ok' | 'wrong' | 'locked'
type Factor = typeof twoFactor.$inferSelect

/** Whether `typed` is a code of this person's authenticator, later than the last accepted one. Uses it up. */
export const checkTotp = (userId: string, typed: string, request: Request): Promise<CodeVerdict> =>
  check(userId, 'totp', request, (tx, factor) => spend(tx, factor, digitsOfCode(typed)))

/** Whether `typed` is one of the backup codes that are left. Uses it up. */
export const checkBackupCode = (userId: string, typed: string, request: Request): Promise<CodeVerdict> =>
  check(userId, 'backup_code', request, async (tx, factor) => {
    const hashes = await readBackupHashes(factor.backupCodes)
    const others = hashes.filter((hash) => hash !== hashBackupCode(typed))
    if (others.length === hashes.length) return false
    await tx
      .update(twoFactor)
      .set({ backupCodes: await encryptBackupHashes(others, authSecrets()) })
      .where(eq(twoFactor.id, factor.id))
    await record(tx, { name: 'backup_code.used', actorId: userId, subjectId: userId, ...sourceOf(request) })
    return true
  })

/** As `checkTotp` for a code at sign-in, which the plugin compares next. Counts no try. */
export async function accept(userId: string, code: string): Promise<boolean> {
  const [factor] = await db
    .select()
    .from(twoFactor)
    .where(and(eq(twoFactor.userId, userId), eq(twoFactor.verified, true)))
  return factor !== undefined && spend(db, factor, code)
}

/** RFC 6238, 5.2: a code is accepted once, and none of a step before it afterwards. Of concurrent calls one gets `true`. */
async function spend(store: Store, { id, userId, secret }: Factor, code: string): Promise<boolean> {
  const step = totpStep(await decryptTotpKey(secret, authSecrets()), code)
  if (step === null || !(await spendForVersionBefore(store, userId, code))) return false
  const { lastUsedStep } = twoFactor
  const isLater = or(isNull(lastUsedStep), lt(lastUsedStep, step))
  const spent = await store
    .update(twoFactor)
    .set({ lastUsedStep: step })
    .where(and(eq(twoFactor.id, id), isLater))
    .returning({ id: twoFactor.id })
  return spent.length > 0
}

/**
 * After a right code: gives its device the tries back, and cancels a pending removal, since the holder of the factor is here. In
 * a transaction of its own: the job that removes locks the removal before the factor, and `check` has the factor locked.
 */
export async function noteProven(userId: string, counter: codeTries.Counter, request: Request | undefined): Promise<void> {
  await codeTries.forgive(counter)
  await db.transaction((tx) => cancelRemoval(tx, userId, userId, request))
}

/** `actorId`: who is signed in and was asked once more; null at sign-in. */
export const recordLock = (store: Store, userId: string, request: Request | undefined, actorId: string | null = null) =>
  record(store, { name: 'two_factor.locked', outcome: 'failure', actorId, subjectId: userId, ...sourceOf(request) })

/** `backupCodesLeft`: null while two-factor is off. `removalDueAt`: when the authenticator will be removed, where that was requested. */
export async function statusOf(userId: string): Promise<{ backupCodesLeft: number | null; removalDueAt: string | null }> {
  const [row] = await db
    .select({ backupCodes: twoFactor.backupCodes, dueAt: factorRemoval.dueAt })
    .from(twoFactor)
    .leftJoin(factorRemoval, eq(factorRemoval.userId, twoFactor.userId))
    .where(and(eq(twoFactor.userId, userId), eq(twoFactor.verified, true)))
  if (row === undefined) return { backupCodesLeft: null, removalDueAt: null }
  return { backupCodesLeft: (await readBackupHashes(row.backupCodes)).length, removalDueAt: row.dueAt?.toISOString() ?? null }
}

/** Of the backup codes that are left; null while two-factor is off. */
export async function backupHashesOf(userId: string): Promise<string[] | null> {
  const [factor] = await db.select().from(twoFactor).where(eq(twoFactor.userId, userId))
  return factor?.verified ? readBackupHashes(factor.backupCodes) : null
}

async function readBackupHashes(stored: string): Promise<string[]> {
  return z.array(z.string()).parse(JSON.parse(await openText(stored, authSecrets())))
}

type IsRight = (tx: Tx, factor: Factor) => Promise<boolean>

async function check(userId: string, kind: 'totp' | 'backup_code', request: Request, isRight: IsRight): Promise<CodeVerdict> {
  const counter = await codeTries.counterOf(request.headers, userId)
  const turn = await codeTries.begin(counter)
  if (turn === 'locked') return 'locked'
  const isOk = await db.transaction(async (tx) => {
    const [factor] = await tx.select().from(twoFactor).where(eq(twoFactor.userId, userId)).for('update')
    if (factor === undefined || !factor.verified) return false
    if (await isRight(tx, factor)) return true
    const failed = { name: 'step_up.failed', outcome: 'failure', actorId: userId, subjectId: userId, data: { factor: kind } } as const
    await record(tx, { ...failed, ...sourceOf(request) })
    if (turn === 'last') await recordLock(tx, userId, request, userId)
    return false
  })
  if (isOk) await noteProven(userId, counter, request)
  return isOk ? 'ok' : turn === 'last' ? 'locked' : 'wrong'
}
