/**
 * How long a session can live. Seven days without a request end it (Better Auth renews that daily), and thirty days after
 * its sign-in it ends whatever happens: step-up gives it another token, not another beginning.
 */
import type { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { db } from '#platform/db/client.server.ts'
import { session } from '#platform/db/schema/index.ts'

export const SESSION_IDLE_SECONDS = 7 * 24 * 60 * 60
/** How much of that may pass before a request begins it anew. */
export const SESSION_REFRESH_SECONDS = 24 * 60 * 60
export const SESSION_MAX_DAYS = 30

const oldestBeginning = () => new Date(Date.now() - SESSION_MAX_DAYS * 24 * 60 * 60_000)

export const hasBegunTooLongAgo = (createdAt: Date): boolean => createdAt <= oldestBeginning()

/** In a WHERE: sessions that are not too old. */
export const isYoungEnough = () => gt(session.createdAt, oldestBeginning())

/** Better Auth says "signed out" also when it could not delete the session. */
export async function requireEnded(token: string | false | null | undefined): Promise<void> {
  if (typeof token !== 'string') return
  const alive = await db.select({ id: session.id }).from(session).where(eq(session.token, token))
  if (alive.length > 0) throw new Error('The session outlived its sign-out.')
}

type Adapter = ReturnType<typeof drizzleAdapter>
type Store = ReturnType<Adapter>
type TxStore = Omit<Store, 'transaction'>
type Finders = Pick<Store, 'findOne' | 'findMany'>
const OwnerSchema = z.object({ bannedAt: z.date().nullish() }).nullish()
const FoundSchema = z.object({ token: z.string(), userId: z.string(), createdAt: z.date(), user: OwnerSchema })

/** Better Auth's store, in which sessions that are too old or of someone banned are not found by any of its endpoints. */
export function endingSessions(store: Adapter): Adapter {
  return (options) => {
    const adapter = store(options)
    return {
      ...adapter,
      ...aliveOnly(adapter),
      transaction: (work) => adapter.transaction((tx) => work({ ...tx, ...aliveOnly(tx) })),
    }
  }
}

const aliveOnly = (store: TxStore): Finders => ({
  async findOne<Row>(query: Parameters<TxStore['findOne']>[0]): Promise<Row | null> {
    const row = await store.findOne<Row>(query)
    return query.model === 'session' && row !== null && (await isOver(store, row)) ? null : row
  },
  async findMany<Row>(query: Parameters<TxStore['findMany']>[0]): Promise<Row[]> {
    const rows = await store.findMany<Row>(query)
    if (query.model !== 'session') return rows
    const alive: Row[] = []
    for (const row of rows) if (!(await isOver(store, row))) alive.push(row)
    return alive
  },
})

/** A row that is over goes, by the store it was found in: a transaction may hold it locked. */
async function isOver(store: TxStore, row: unknown): Promise<boolean> {
  const { token, userId, createdAt, user } = FoundSchema.parse(row)
  if (!hasBegunTooLongAgo(createdAt) && !isBanned(user === undefined ? await ownerOf(store, userId) : user)) return false
  await store.deleteMany({ model: 'session', where: [{ field: 'token', value: token }] })
  return true
}

/** Of a session that was asked for without its person. */
const ownerOf = (store: TxStore, id: string) => store.findOne({ model: 'user', where: [{ field: 'id', value: id }] })

const isBanned = (owner: unknown): boolean => OwnerSchema.parse(owner)?.bannedAt instanceof Date
