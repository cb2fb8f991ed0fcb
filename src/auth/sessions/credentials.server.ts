/** The password of an account, as this product changes it: Better Auth would do so outside of the transaction of the event. */
import { and, eq, sql } from 'drizzle-orm'
import type { Store } from '#platform/db/client.server.ts'
import { account } from '#platform/db/schema/index.ts'
import { revokeAccessBy } from './revoke-access.server.ts'

const ofPerson = (userId: string) => and(eq(account.userId, userId), eq(account.providerId, 'credential'))

/** The stored hash; null for a person who has no password. */
export async function passwordHashOf(store: Store, userId: string): Promise<string | null> {
  const [row] = await store.select({ password: account.password }).from(account).where(ofPerson(userId))
  return row?.password ?? null
}

/** False when it is no longer as it was read: of two changes at once, one wins. */
export async function replacePasswordHash(store: Store, userId: string, was: string | null, hash: string): Promise<boolean> {
  if (was !== null) {
    const changed = await store
      .update(account)
      .set({ password: hash })
      .where(and(ofPerson(userId), eq(account.password, was)))
      .returning()
    return changed.length > 0
  }
  const row = { userId, providerId: 'credential', accountId: userId, password: hash }
  return (await store.insert(account).values(row).onConflictDoNothing().returning({ id: account.id })).length > 0
}

/** Nobody gets in with the password that was: for when someone else may have chosen it. The owner sets a new one by mail. */
export async function removePassword(store: Store, userId: string): Promise<void> {
  await store.delete(account).where(ofPerson(userId))
}

/**
 * Ends every session of a user but `keptSessionId`, and everything that can still become one. In the transaction of every
 * change of a credential or address, and of whatever else signs a user out.
 */
export const revokeAccess = (store: Store, userId: string, keptSessionId: string | null): Promise<number> =>
  revokeAccessBy((text, ...values) => store.execute(sql(text, ...values)), userId, keptSessionId)
