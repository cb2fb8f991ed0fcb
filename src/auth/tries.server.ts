/** Tries in a window of time, in the database, so that every instance counts the same ones. */
import { eq, sql } from 'drizzle-orm'
import { db } from '~/db/client.server'
import { rateLimit } from '~/db/schema'
import { FormProblem } from './form-post.server'

type Limit = { max: number; windowMinutes: number }

/** Counts before it looks, so that tries at one moment count too. Throws FormProblem when there are no more. */
export async function countTry(key: string, { max, windowMinutes }: Limit): Promise<void> {
  const now = Date.now()
  const windowMs = windowMinutes * 60_000
  const isOver = sql`${rateLimit.lastRequest} <= ${now - windowMs}`
  const [row] = await db
    .insert(rateLimit)
    .values({ key, count: 1, lastRequest: now })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${rateLimit.count} + 1 end`,
        lastRequest: sql`case when ${isOver} then ${now} else ${rateLimit.lastRequest} end`,
      },
    })
    .returning({ count: rateLimit.count, startedAt: rateLimit.lastRequest })
  if (row === undefined || row.count <= max) return
  throw new FormProblem({ form: 'too_many', retryAfterSeconds: Math.max(1, Math.ceil((row.startedAt + windowMs - now) / 1000)) })
}

export async function forgetTries(key: string): Promise<void> {
  await db.delete(rateLimit).where(eq(rateLimit.key, key))
}
