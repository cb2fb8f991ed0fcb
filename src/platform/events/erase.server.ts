import { eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.server.ts'
import { event, eventChain } from '#platform/db/schema/index.ts'

/**
 * Takes away from where and with what a person acted, and what was noted about it. The rows stay and their chain holds:
 * it is sealed over a salted hash of the details, and without the salt nobody finds them again by trying.
 */
export async function eraseDetails(tx: Tx, userId: string): Promise<void> {
  const theirs = or(eq(event.subjectId, userId), eq(event.actorId, userId))
  // The ends of the chains before their rows, in one order, as retention and `append` take them: else two would wait for each other.
  const chains = tx.selectDistinct({ chainId: event.chainId }).from(event).where(theirs)
  await tx
    .select({ chainId: eventChain.chainId })
    .from(eventChain)
    .where(inArray(eventChain.chainId, chains))
    .orderBy(eventChain.chainId)
    .for('update')
  await allow(tx, 'erase')
  await tx.update(event).set({ ipAddress: null, userAgent: null, data: {}, detailsSalt: null }).where(theirs)
  await allow(tx, '')
}

/** What the triggers of the audit log let pass from here on, to the end of the transaction at most. */
export const allow = (tx: Tx, what: 'erase' | 'retain' | '') => tx.execute(sql`select set_config('gatehouse.audit', ${what}, true)`)
