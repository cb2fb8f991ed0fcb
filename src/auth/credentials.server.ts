/** The password of an account, as this product changes it: Better Auth would do so outside of the transaction of the event. */
import { and, eq, ne } from 'drizzle-orm'
import type { Store } from '~/db/client.server'
import { account, session, verification } from '~/db/schema'
import * as trustedDevices from './trusted-devices.server'

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

/** Ends what a change of password or address must end: other sessions, trusted devices, sign-ins half done, links that would set a password. */
export async function endOtherWaysIn(store: Store, userId: string, keepSession: string | null): Promise<void> {
  await endSessions(store, userId, keepSession)
  await trustedDevices.forgetAll(store, userId)
  // Better Auth keeps the person's id as the value of a reset link and of a second factor that is owed.
  await store.delete(verification).where(eq(verification.value, userId))
}

/** Ends the sessions of a person, `except` one. Whoever holds another is signed out on the next request. */
export async function endSessions(store: Store, userId: string, except: string | null): Promise<void> {
  await store.delete(session).where(and(eq(session.userId, userId), except === null ? undefined : ne(session.id, except)))
}
