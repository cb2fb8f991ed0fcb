import { eq, or, sql } from 'drizzle-orm'
import type { Tx } from '~/db/client.server'
import { event } from '~/db/schema'

/**
 * Takes away from where and with what a person acted, and what was noted about it. The rows stay and their chain holds:
 * it is sealed over a salted hash of the details, and without the salt nobody finds them again by trying.
 */
export async function eraseDetails(tx: Tx, userId: string): Promise<void> {
  await allow(tx, 'erase')
  await tx
    .update(event)
    .set({ ipAddress: null, userAgent: null, data: {}, detailsSalt: null })
    .where(or(eq(event.subjectId, userId), eq(event.actorId, userId)))
  await allow(tx, '')
}

/** What the triggers of the audit log let pass from here on, to the end of the transaction at most. */
export const allow = (tx: Tx, what: 'erase' | 'retain' | '') => tx.execute(sql`select set_config('gatehouse.audit', ${what}, true)`)
