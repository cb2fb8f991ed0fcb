/** People whom an operator has shut out (`npm run cli -- ban`). Whoever gets as far as this has proven to be the person: nobody else is told. */
import { APIError } from 'better-auth/api'
import { and, eq, isNotNull } from 'drizzle-orm'
import { db } from '#db/client.server.ts'
import { user } from '#db/schema/index.ts'
import { noteRefusal } from './provider-attempt.server.ts'

/** Stands before every session that Better Auth starts, whatever the way in. */
export async function refuseBanned(userId: string): Promise<void> {
  if ((await db.$count(user, and(eq(user.id, userId), isNotNull(user.bannedAt)))) === 0) return
  noteRefusal('account_suspended')
  throw new APIError('FORBIDDEN', { code: 'ACCOUNT_SUSPENDED', message: 'The account is suspended.' })
}
