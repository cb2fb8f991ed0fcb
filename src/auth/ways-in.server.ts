/** The ways a person can sign in: a password, providers of this deployment, passkeys. Nobody may lose the last one. */
import { type AnyColumn, and, count, eq, gte, inArray, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { Store } from '~/db/client.server'
import { account, event, passkey, twoFactor, user } from '~/db/schema'
import { PROVIDERS } from './providers.server'

/** In the transaction that takes one away: others that would do so wait for its end, so that two cannot take the last two. */
export async function countWaysIn(store: Store, userId: string): Promise<number> {
  await store.select({ id: user.id }).from(user).where(eq(user.id, userId)).for('update')
  // A connection to a provider that is no longer configured leads nowhere.
  const providers = PROVIDERS.map(({ id }) => id)
  const isUsable = or(and(isPassword, isNotNull(account.password)), inArray(account.providerId, providers))
  const accounts = await store.$count(account, and(eq(account.userId, userId), isUsable))
  const [passkeys] = await store.select({ number: count() }).from(passkey).where(eq(passkey.userId, userId))
  return accounts + (passkeys?.number ?? 0)
}

/**
 * Takes away what whoever was in since then made to come back by: passkeys, connections, and an authenticator, which would
 * lock the owner out for good. Two-factor that was turned on before stays.
 */
export async function removeWaysInSince(store: Store, userId: string, since: Date): Promise<void> {
  await store.delete(passkey).where(and(eq(passkey.userId, userId), isMadeSince(passkey.id, since)))
  await store.delete(account).where(and(eq(account.userId, userId), ne(account.providerId, 'credential'), isMadeSince(account.id, since)))
  const enabled = and(eq(event.subjectId, userId), eq(event.name, 'two_factor.enabled'), gte(event.createdAt, since))
  if ((await store.$count(event, enabled)) === 0) return
  await store.delete(twoFactor).where(eq(twoFactor.userId, userId))
  await store.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, userId))
}

const isPassword = eq(account.providerId, 'credential')

/** By the clock of Postgres, which makes the ids and dates the events: Better Auth writes `createdAt` by the clock of the app. */
const isMadeSince = (id: AnyColumn, since: Date) => sql`uuid_extract_timestamp(${id}) >= ${since.toISOString()}::timestamptz`
