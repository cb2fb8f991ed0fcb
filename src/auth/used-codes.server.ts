/** A TOTP code works once, though it is right for ninety seconds: enrolment, sign-in and step-up spend it here. */
import { and, eq, lt } from 'drizzle-orm'
import type { Store } from '~/db/client.server'
import { usedCode } from '~/db/schema'
import { hashToken } from './hashed-token.server'
import { CODE_LIFE_SECONDS } from './one-time-codes.server'

/**
 * Spends a code that was found right: of any number of calls at one moment one gets `true`. Only right codes come here,
 * so a wrong one spends nothing, and a person has a handful of rows at most: what is past goes with the next.
 */
export async function spend(store: Store, userId: string, code: string): Promise<boolean> {
  const now = new Date()
  const expiresAt = new Date(now.getTime() + CODE_LIFE_SECONDS * 1000)
  const spent = await store
    .insert(usedCode)
    .values({ userId, codeHash: hashToken(code), expiresAt })
    .onConflictDoUpdate({ target: [usedCode.userId, usedCode.codeHash], set: { expiresAt }, setWhere: lt(usedCode.expiresAt, now) })
    .returning({ expiresAt: usedCode.expiresAt })
  if (spent.length > 0) await store.delete(usedCode).where(and(eq(usedCode.userId, userId), lt(usedCode.expiresAt, now)))
  return spent.length > 0
}
