import { and, eq, ne } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { account, user } from '#platform/db/schema/index.ts'

/** Whether the person has an account at this provider, besides that of `subject`. One for each provider is all there may be. */
export async function isConnected(userId: string, providerId: string, subject?: string): Promise<boolean> {
  const isOther = subject === undefined ? undefined : ne(account.accountId, subject)
  return (await db.$count(account, and(eq(account.userId, userId), eq(account.providerId, providerId), isOther))) > 0
}

/** Whose account here is connected to `subject` at this provider; null for nobody's. */
export async function ownerOf(providerId: string, subject: string) {
  const [owner] = await db
    .select({ email: user.email, name: user.name })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(and(eq(account.providerId, providerId), eq(account.accountId, subject)))
  return owner ?? null
}
