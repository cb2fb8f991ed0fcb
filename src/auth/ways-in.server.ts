/** The ways a person can sign in: a password, providers of this deployment, passkeys. Nobody may lose the last one. */
import { and, count, eq, inArray } from 'drizzle-orm'
import type { Store } from '~/db/client.server'
import { account, passkey, user } from '~/db/schema'
import { PROVIDERS } from './providers.server'

/** In the transaction that takes one away: others that would do so wait for its end, so that two cannot take the last two. */
export async function countWaysIn(store: Store, userId: string): Promise<number> {
  await store.select({ id: user.id }).from(user).where(eq(user.id, userId)).for('update')
  // A connection to a provider that is no longer configured leads nowhere.
  const usable = ['credential', ...PROVIDERS.map(({ id }) => id)]
  const accounts = await store.$count(account, and(eq(account.userId, userId), inArray(account.providerId, usable)))
  const [passkeys] = await store.select({ number: count() }).from(passkey).where(eq(passkey.userId, userId))
  return accounts + (passkeys?.number ?? 0)
}
