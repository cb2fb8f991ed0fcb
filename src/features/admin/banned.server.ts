/** Users banned by an operator (`npm run cli -- ban`). */
import { and, eq, isNotNull } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { user } from '#platform/db/schema/index.ts'

export const isBanned = async (userId: string): Promise<boolean> =>
  (await db.$count(user, and(eq(user.id, userId), isNotNull(user.bannedAt)))) > 0
