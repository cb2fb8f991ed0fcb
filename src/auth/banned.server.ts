/** Users banned by an operator (`npm run cli -- ban`). Only someone who has proven to be the user sees the reason. */
import { APIError } from 'better-auth/api'
import { and, eq, isNotNull } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { user } from '#platform/db/schema/index.ts'
import { noteRefusal } from '#auth/providers/provider-attempt.server.ts'

/** Runs before Better Auth starts any session. */
export async function refuseBanned(userId: string): Promise<void> {
  if ((await db.$count(user, and(eq(user.id, userId), isNotNull(user.bannedAt)))) === 0) return
  noteRefusal('account_suspended')
  throw new APIError('FORBIDDEN', { code: 'ACCOUNT_SUSPENDED', message: 'The account is suspended.' })
}
