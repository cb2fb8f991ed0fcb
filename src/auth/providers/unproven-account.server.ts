import { and, eq, notExists } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { account, user } from '#platform/db/schema/index.ts'

/**
 * Pre-hijacking: whoever signs an address up first chooses its password, and need not own it. When its owner arrives
 * with the provider's word for the address, the account that nobody confirmed goes, with its password and whatever hangs
 * on it, and the owner gets one of their own. A confirmed account is never touched, nor anything when the provider's
 * account belongs to someone here already.
 */
export async function removeUnprovenAccount(providerId: string, subject: string, email: string): Promise<void> {
  const connected = db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.providerId, providerId), eq(account.accountId, subject)))
  await db.delete(user).where(and(eq(user.email, email), eq(user.emailVerified, false), notExists(connected)))
}
