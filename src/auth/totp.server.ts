/**
 * The second factor as this app checks it: of someone who has a session (step-up), and the account's count of tries,
 * which those at sign-in share. The row is locked meanwhile, so tries at one moment stand in line.
 */
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Store, type Tx, db } from '~/db/client.server'
import { twoFactor } from '~/db/schema'
import { record } from '~/events/record.server'
import { authSecrets } from '~/env.server'
import { digitsOfCode } from '~/lib/one-time-code'
import { openText } from '~/lib/sealed-text'
import { decryptTotpKey, encryptBackupHashes, hashBackupCode, isTotpCode } from './one-time-codes.server'
import { sourceOf } from './source.server'
import { spend } from './used-codes.server'

/** Of the account, in a row, at sign-in and in a session together. */
const ACCOUNT_TRIES = 10
export const LOCK_MINUTES = 15

const NO_TRIES = { failedVerificationCount: 0, lockedUntil: null }

export type CodeVerdict = 'ok' | 'wrong' | 'locked'
type Factor = typeof twoFactor.$inferSelect

/** Whether `typed` is a code of this person's authenticator that was not used before. Uses it up. */
export const checkTotp = (userId: string, typed: string, request: Request): Promise<CodeVerdict> =>
  check(userId, 'totp', request, async (tx, factor) => {
    const code = digitsOfCode(typed)
    return isTotpCode(await decryptTotpKey(factor.secret, authSecrets()), code) && spend(tx, userId, code)
  })

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

/**
 * Counts a try at sign-in before the plugin looks at it, so that tries at one moment are no more than there are. The
 * last one locks, and a right one unlocks: `forgiveTries`.
 */
export function beginTry(userId: string): Promise<'open' | 'last' | 'locked'> {
  return db.transaction(async (tx) => {
    const [factor] = await tx.select().from(twoFactor).where(eq(twoFactor.userId, userId)).for('update')
    if (factor === undefined) return 'open'
    return isLocked(factor) ? 'locked' : countTry(tx, factor)
  })
}

export const forgiveTries = (userId: string) => db.update(twoFactor).set(NO_TRIES).where(eq(twoFactor.userId, userId))

/** Whether a code at sign-in, which the plugin checks next, was used before. One that is right is used from now on. */
export async function isReplay(userId: string, code: string): Promise<boolean> {
  const [factor] = await db.select().from(twoFactor).where(eq(twoFactor.userId, userId))
  if (factor === undefined || !factor.verified) return false
  return isTotpCode(await decryptTotpKey(factor.secret, authSecrets()), code) && !(await spend(db, userId, code))
}

/** `actorId`: who is signed in and was asked once more; null at sign-in. */
export const recordLock = (store: Store, userId: string, request: Request | undefined, actorId: string | null = null) =>
  record(store, { name: 'two_factor.locked', outcome: 'failure', actorId, subjectId: userId, ...sourceOf(request) })

/** How many backup codes a person has left; null while two-factor is off. */
export const countBackupCodes = async (userId: string): Promise<number | null> => (await backupHashesOf(userId))?.length ?? null

/** Of the backup codes that are left; null while two-factor is off. */
export async function backupHashesOf(userId: string): Promise<string[] | null> {
  const [factor] = await db.select().from(twoFactor).where(eq(twoFactor.userId, userId))
  return factor?.verified ? readBackupHashes(factor.backupCodes) : null
}

async function readBackupHashes(stored: string): Promise<string[]> {
  return z.array(z.string()).parse(JSON.parse(await openText(stored, authSecrets())))
}

type IsRight = (tx: Tx, factor: Factor) => Promise<boolean>

function check(userId: string, kind: 'totp' | 'backup_code', request: Request, isRight: IsRight): Promise<CodeVerdict> {
  return db.transaction(async (tx) => {
    const [factor] = await tx.select().from(twoFactor).where(eq(twoFactor.userId, userId)).for('update')
    if (factor === undefined || !factor.verified) return 'wrong'
    if (isLocked(factor)) return 'locked'
    if (await isRight(tx, factor)) {
      await tx.update(twoFactor).set(NO_TRIES).where(eq(twoFactor.id, factor.id))
      return 'ok'
    }
    const failed = { name: 'step_up.failed', outcome: 'failure', actorId: userId, subjectId: userId, data: { factor: kind } } as const
    await record(tx, { ...failed, ...sourceOf(request) })
    if ((await countTry(tx, factor)) === 'open') return 'wrong'
    await recordLock(tx, userId, request, userId)
    return 'locked'
  })
}

const isLocked = ({ lockedUntil }: Factor): boolean => lockedUntil !== null && lockedUntil > new Date()

async function countTry(tx: Tx, factor: Factor): Promise<'open' | 'last'> {
  // A lock that is over starts a new count.
  const count = (factor.lockedUntil === null ? factor.failedVerificationCount : 0) + 1
  const lockedUntil = count < ACCOUNT_TRIES ? null : new Date(Date.now() + LOCK_MINUTES * 60_000)
  await tx.update(twoFactor).set({ failedVerificationCount: count, lockedUntil }).where(eq(twoFactor.id, factor.id))
  return lockedUntil === null ? 'open' : 'last'
}
