/**
 * The seal of an audit row: keyed with a secret that the database does not have, over the row and the seal of the row
 * before it. Whoever can write to Postgres can change a row, but cannot make the chain hold again.
 * Node runs this file directly too (scripts/).
 */
import { type KeyObject, createHash, createHmac } from 'node:crypto'
import { macKey } from '#platform/crypto/derived-key.ts'

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

type AuditKey = { id: string; key: KeyObject }
const auditKeys = new Map<string, AuditKey>()

/** Made once for each secret: every row asks for it several times. */
export function auditKey(secret: string): AuditKey {
  const known = auditKeys.get(secret)
  if (known !== undefined) return known
  const key = macKey(secret, 'audit')
  const made = { id: createHash('sha256').update(key.export()).digest('base64url').slice(0, 8), key }
  auditKeys.set(secret, made)
  return made
}

/** `salt`: random, so that an erased address cannot be found again by trying all addresses. */
export function hashDetails(salt: string, { ipAddress, userAgent, data }: Details): string {
  const sorted = Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([salt, ipAddress, userAgent, sorted]))
    .digest('base64url')
}

export function seal(key: KeyObject, facts: SealedFacts): string {
  const { id, chainId, seq, name, outcome, actorId, viewerId, subjectId, target, createdAt, detailsHash, previousHash } = facts
  const canonical = [id, chainId, seq, name, outcome, actorId, viewerId, subjectId, target, createdAt, detailsHash, previousHash]
  return createHmac('sha256', key).update(JSON.stringify(canonical)).digest('base64url')
}

export type ChainEnds = { chainId: string; seq: number; hash: string; prunedSeq: number; prunedHash: string }

/**
 * Of where a chain begins and ends. It names its key, as a row does in a column: the secret may have been another one then.
 * What the seal before it has `takenOver` goes along, behind a space and under this seal.
 */
export function sealEnds(secret: string, ends: ChainEnds & { seal?: string }, behind = behindSpace(ends.seal ?? '')): string {
  const { chainId, seq, hash, prunedSeq, prunedHash } = ends
  const { id, key } = auditKey(secret)
  const facts = ['ends', chainId, seq, hash, prunedSeq, prunedHash, ...(behind === '' ? [] : [behind])]
  const mac = createHmac('sha256', key).update(JSON.stringify(facts)).digest('base64url')
  return behind === '' ? `${id}.${mac}` : `${id}.${mac} ${behind}`
}

const behindSpace = (sealed: string): string => sealed.split(' ')[1] ?? ''

type Ends = ChainEnds & { seal: string }

/**
 * Ends that nobody here can check, since the secret of their seal is not known, for the seals to come to carry along: a
 * chain goes on under a new secret, and whoever brings the old one can still tell whether its end was cut off in between.
 * Null where that is not so.
 */
export function takenOver(secrets: readonly string[], { seq, hash, prunedSeq, prunedHash, seal: sealed }: Ends): string | null {
  const [, keyId] = SEAL.exec(sealed) ?? []
  if (keyId === undefined || secrets.some((secret) => auditKey(secret).id === keyId)) return null
  const carried = Buffer.from(JSON.stringify({ seq, hash, prunedSeq, prunedHash, seal: sealed })).toString('base64url')
  return carried.length > TAKEN_OVER_MAX_CHARACTERS ? null : carried
}

/** What `areSealed` found to be ours may be read: the ends that were taken over, if any. */
export function takenOverIn(chainId: string, sealed: string): Ends | null {
  const behind = behindSpace(sealed)
  return behind === '' ? null : { chainId, ...(JSON.parse(Buffer.from(behind, 'base64url').toString()) as Omit<Ends, 'chainId'>) }
}

const SEAL = /^([\w-]{8})\.[\w-]{43}(?: [\w-]+)?$/
/** Some ten secrets, each forgotten. */
const TAKEN_OVER_MAX_CHARACTERS = 8000

/** Instead of a seal, for good: what stood there when the app came to add to it was not its own. */
export const BROKEN_SEAL = 'broken'

/** Whether the app itself wrote these. A chain from before there were seals has none, and no hash. */
export const areSealed = (secrets: readonly string[], ends: ChainEnds, sealed: string): boolean =>
  sealed === ''
    ? ends.hash === '' && ends.prunedSeq === 0
    : secrets.some((secret) => sealed === sealEnds(secret, ends, behindSpace(sealed)))
