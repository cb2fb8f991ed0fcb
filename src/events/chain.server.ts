/**
 * The seal of an audit row: keyed with a secret that the database does not have, over the row and the seal of the row
 * before it. Whoever can write to Postgres can change a row, but cannot make the chain hold again.
 * Node runs this file directly too (scripts/), so it imports packages and its own parts only.
 */
import { createHash, createHmac } from 'node:crypto'
import { derivedKey } from '../lib/derived-key.ts'

/** The chain of what happened to nobody who is known. */
export const SYSTEM_CHAIN = '00000000-0000-0000-0000-000000000000'

/** What can be erased later: only its hash is sealed. */
export type Details = { ipAddress: string | null; userAgent: string | null; data: Record<string, string> }

export type SealedFacts = {
  id: string
  chainId: string
  seq: number
  name: string
  outcome: string
  actorId: string | null
  viewerId: string | null
  subjectId: string | null
  target: string | null
  /** ISO 8601, to the millisecond, in UTC. */
  createdAt: string
  detailsHash: string
  previousHash: string
}

export function auditKey(secret: string): { id: string; key: Buffer } {
  const key = derivedKey(secret, 'audit')
  return { id: createHash('sha256').update(key).digest('base64url').slice(0, 8), key }
}

/** `salt`: random, so that an erased address cannot be found again by trying all addresses. */
export function hashDetails(salt: string, { ipAddress, userAgent, data }: Details): string {
  const sorted = Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([salt, ipAddress, userAgent, sorted]))
    .digest('base64url')
}

export function seal(key: Buffer, facts: SealedFacts): string {
  const { id, chainId, seq, name, outcome, actorId, viewerId, subjectId, target, createdAt, detailsHash, previousHash } = facts
  const canonical = [id, chainId, seq, name, outcome, actorId, viewerId, subjectId, target, createdAt, detailsHash, previousHash]
  return createHmac('sha256', key).update(JSON.stringify(canonical)).digest('base64url')
}
