/**
 * How long a session can live. Seven days without a request end it (Better Auth renews that daily), and thirty days after
 * its sign-in it ends whatever happens: step-up gives it another token, not another beginning.
 */
import type { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '~/db/client.server'
import { session } from '~/db/schema'

export const SESSION_IDLE_SECONDS = 7 * 24 * 60 * 60
export const SESSION_MAX_DAYS = 30

const oldestBeginning = () => new Date(Date.now() - SESSION_MAX_DAYS * 24 * 60 * 60_000)

/** In a WHERE: sessions that are not too old. */
export const isYoungEnough = () => gt(session.createdAt, oldestBeginning())

/** Better Auth says "signed out" also when it could not delete the session. */
export async function requireEnded(token: string | false | null | undefined): Promise<void> {
  if (typeof token !== 'string') return
  const alive = await db.select({ id: session.id }).from(session).where(eq(session.token, token))
  if (alive.length > 0) throw new Error('The session outlived its sign-out.')
}

type Adapter = ReturnType<typeof drizzleAdapter>
const FoundSchema = z.object({
  token: z.string(),
  createdAt: z.date(),
  user: z.object({ bannedAt: z.date().nullish() }).nullish(),
})

/** Better Auth's store, in which sessions that are too old or of someone banned are not found by any of its endpoints. */
export function endingSessions(store: Adapter): Adapter {
  return (options) => {
    const adapter = store(options)
    return {
      ...adapter,
      async findOne<Row>(query: Parameters<typeof adapter.findOne>[0]): Promise<Row | null> {
        const row = await adapter.findOne<Row>(query)
        return query.model === 'session' && row !== null && (await isOver(row)) ? null : row
      },
    }
  }
}

/** A row that is over goes. */
async function isOver(row: unknown): Promise<boolean> {
  const { token, createdAt, user } = FoundSchema.parse(row)
  const isBanned = user?.bannedAt instanceof Date
  if (!isBanned && createdAt > oldestBeginning()) return false
  await db.delete(session).where(eq(session.token, token))
  return true
}
