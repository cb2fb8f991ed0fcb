/** The ways a user can sign in: a password, providers of this deployment, and what features add. Nobody may lose the last one. */
import { type AnyColumn, and, eq, gte, inArray, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { Store, Tx } from '#platform/db/client.server.ts'
import { account, event, user } from '#platform/db/schema/index.ts'
import { authParts } from './auth-parts.ts'
import * as factorRemoval from '#auth/two-factor/factor-removal.server.ts'
import { PROVIDERS } from '#auth/providers/providers.server.ts'

/** In the transaction that takes one away: others that would do so wait for its end, so that two cannot take the last two. */
export async function countSignInMethods(store: Store, userId: string): Promise<number> {
  await store.select({ id: user.id }).from(user).where(eq(user.id, userId)).for('update')
  // A connection to a provider that is no longer configured leads nowhere.
  const providers = PROVIDERS.map(({ id }) => id)
  const isUsable = or(and(isPassword, isNotNull(account.password)), inArray(account.providerId, providers))
  let ways = await store.$count(account, and(eq(account.userId, userId), isUsable))
  for (const part of authParts()) ways += (await part.countSignInMethods?.(store, userId)) ?? 0
  return ways
}

/**
 * Removes what an intruder may have added since then to come back: passkeys and connections, none of which a sign-in needs, so
 * the account is no easier to enter without them. An authenticator is needed, and the request proves the mailbox alone:
 * one that was turned on since is removed after days in which it can be kept. One from before stays. Returns whether it will be.
 */
export async function removeSignInMethodsSince(tx: Tx, userId: string, since: Date, from: Request): Promise<boolean> {
  for (const part of authParts()) await part.removeSignInMethodsSince?.(tx, userId, since)
  await tx.delete(account).where(and(eq(account.userId, userId), ne(account.providerId, 'credential'), isMadeSince(account.id, since)))
  const enabled = and(eq(event.subjectId, userId), eq(event.name, 'two_factor.enabled'), gte(event.createdAt, since))
  const isOn = and(eq(user.id, userId), eq(user.twoFactorEnabled, true))
  if ((await tx.$count(event, enabled)) === 0 || (await tx.$count(user, isOn)) === 0) return false
  await factorRemoval.request(tx, userId, from)
  return true
}

const isPassword = eq(account.providerId, 'credential')

/** By the clock of Postgres, which makes the ids and dates the events: Better Auth writes `createdAt` by the clock of the app. */
export const isMadeSince = (id: AnyColumn, since: Date) => sql`uuid_extract_timestamp(${id}) >= ${since.toISOString()}::timestamptz`
