/** How long the audit log reaches back. */
import { and, eq, gte, gt, lt, lte, min, sql } from 'drizzle-orm'
import { db } from '#platform/db/client.server.ts'
import { event, eventChain } from '#platform/db/schema/index.ts'
import { env } from '#platform/config/env.server.ts'
import { log } from '#platform/observability/log.server.ts'
import { areSealed, sealEnds } from './chain.server.ts'
import { allow } from './erase.server.ts'

const DAY_MS = 86_400_000
const CHAINS_AT_ONCE = 100
/** Of one chain in one transaction: whoever adds to it waits meanwhile. */
const ROWS_AT_ONCE = 1000

/** Deletes what is older, from the beginning of each chain on, and notes there where it begins now. Run twice, it finds nothing more. */
export async function pruneLog(days = env().auditRetentionDays): Promise<number> {
  const cutoff = new Date(Date.now() - days * DAY_MS)
  let pruned = 0
  let after = ''
  for (;;) {
    const chains = await chainsToPrune(cutoff, after)
    for (const { chainId } of chains) {
      for (let count = ROWS_AT_ONCE; count === ROWS_AT_ONCE; pruned += count) count = await pruneChain(chainId, cutoff)
    }
    if (chains.length < CHAINS_AT_ONCE) return pruned
    after = chains.at(-1)?.chainId ?? ''
  }
}

/** In the order of their ids: one that may not be pruned is not met again. */
function chainsToPrune(cutoff: Date, after: string) {
  const first = and(eq(event.chainId, eventChain.chainId), eq(event.seq, sql`${eventChain.prunedSeq} + 1`))
  return db
    .select({ chainId: eventChain.chainId })
    .from(eventChain)
    .innerJoin(event, first)
    .where(and(lt(event.createdAt, cutoff), after === '' ? undefined : gt(eventChain.chainId, after)))
    .orderBy(eventChain.chainId)
    .limit(CHAINS_AT_ONCE)
}

/** Up to the first row that is young enough. Returns how many rows went. */
function pruneChain(chainId: string, cutoff: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const [ends] = await tx.select().from(eventChain).where(eq(eventChain.chainId, chainId)).for('update')
    if (ends === undefined) return 0
    const { authSecret, oldAuthSecrets } = env()
    if (!areSealed([authSecret, ...oldAuthSecrets], ends, ends.seal)) {
      log.error({ chainId }, 'audit log not pruned: this chain was tampered with, run npm run cli -- audit verify')
      return 0
    }
    const inChain = eq(event.chainId, chainId)
    const [young] = await tx
      .select({ seq: min(event.seq) })
      .from(event)
      .where(and(inChain, gte(event.createdAt, cutoff)))
    const prunedSeq = Math.min((young?.seq ?? ends.seq + 1) - 1, ends.prunedSeq + ROWS_AT_ONCE)
    const [last] = await tx
      .select({ hash: event.hash })
      .from(event)
      .where(and(inChain, eq(event.seq, prunedSeq)))
    if (last === undefined || prunedSeq <= ends.prunedSeq) return 0
    const moved = { prunedSeq, prunedHash: last.hash, prunedAt: new Date() }
    await allow(tx, 'retain')
    await tx
      .update(eventChain)
      .set({ ...moved, seal: sealEnds(authSecret, { ...ends, ...moved }) })
      .where(eq(eventChain.chainId, chainId))
    await tx.delete(event).where(and(inChain, lte(event.seq, prunedSeq)))
    await allow(tx, '')
    return prunedSeq - ends.prunedSeq
  })
}
