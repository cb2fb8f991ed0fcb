/**
 * TOTP codes as the version before spends them: it knows no `last_used_step`, and serves beside this one during an upgrade.
 * Goes in the next release; the table `used_code`, in the one after it.
 */
import { lt } from 'drizzle-orm'
import type { Store } from '#platform/db/client.server.ts'
import { usedCode } from '#platform/db/schema/index.ts'
import { hashToken } from '#auth/sessions/hashed-token.server.ts'

/** A code is right in its own step and in one on each side. */
const CODE_LIFE_MS = 90_000

/** Of any number of calls at one moment, from either version, one gets `true`. */
export async function spendForVersionBefore(store: Store, userId: string, code: string): Promise<boolean> {
  const now = new Date()
  const expiresAt = new Date(now.getTime() + CODE_LIFE_MS)
  const spent = await store
    .insert(usedCode)
    .values({ userId, codeHash: hashToken(code), expiresAt })
    .onConflictDoUpdate({ target: [usedCode.userId, usedCode.codeHash], set: { expiresAt }, setWhere: lt(usedCode.expiresAt, now) })
    .returning({ expiresAt: usedCode.expiresAt })
  return spent.length > 0
}
