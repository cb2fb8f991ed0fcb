/** The one way into the audit log. Node runs this file directly too (scripts/, tests). */
import { randomBytes } from 'node:crypto'
import { oldAuthSecrets } from '#platform/config/env.secrets.ts'
import type { EventName } from '#platform/features.ts'
import { BROKEN_SEAL, type ChainEnds, SYSTEM_CHAIN, areSealed, auditKey, hashDetails, seal, sealEnds, takenOver } from './chain.server.ts'

const USER_AGENT_MAX_CHARACTERS = 400
const SALT_BYTES = 16
export const ISO_FORMAT = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

export type NewEvent = {
  name: EventName
  /** Who did it; null when nobody is signed in. */
  actorId: string | null
  /** As whom they did it; the actor themself unless it is said. */
  viewerId?: string
  /** Whom it happened to; null when nobody known. */
  subjectId: string | null
  /** What else it was done to, as `kind:id`. */
  target?: string | undefined
  /** `failure`: it was tried, and refused. */
  outcome?: 'success' | 'failure' | undefined
  ipAddress?: string | null
  userAgent?: string | null
  /** Facts a reader needs later. Never a token, a password or a code. */
  data?: Record<string, string> | undefined
}

/** A statement in a transaction, by whichever driver. */
export type Query = (text: string, values: unknown[]) => Promise<readonly object[]>

/**
 * Adds the next row of its chain and returns its id. The end of the chain stays locked until the transaction ends: two
 * rows never take one place, and one that is rolled back leaves no gap. The time is Postgres'; `at` is for who writes a history.
 */
export async function append(query: Query, secret: string, happened: NewEvent, at?: Date): Promise<string> {
  const chainId = happened.subjectId ?? SYSTEM_CHAIN
  const end = await takePlace(query, chainId)
  const details = {
    ipAddress: happened.ipAddress ?? null,
    userAgent: happened.userAgent?.slice(0, USER_AGENT_MAX_CHARACTERS) ?? null,
    data: happened.data ?? {},
  }
  const salt = randomBytes(SALT_BYTES).toString('base64url')
  const { id: keyId, key } = auditKey(secret)
  const facts = {
    id: end.id,
    chainId,
    seq: end.seq,
    name: happened.name,
    outcome: happened.outcome ?? 'success',
    actorId: happened.actorId,
    viewerId: happened.viewerId ?? happened.actorId,
    subjectId: happened.subjectId,
    target: happened.target ?? null,
    createdAt: at?.toISOString() ?? end.now,
    detailsHash: hashDetails(salt, details),
    previousHash: end.hash,
  }
  const row = { ...facts, ...details, detailsSalt: salt, hash: seal(key, facts), keyId }
  const columns = Object.fromEntries(Object.entries(row).map(([name, value]) => [snakeCase(name), value]))
  await query(ADD, [JSON.stringify(columns), sealAfter(secret, { ...end, chainId }, row.hash)])
  return facts.id
}

/** Never a seal over ends that somebody else wrote: a tail cut off yesterday must not look whole from the next event on. */
function sealAfter(secret: string, ends: ChainEnds & { seal: string }, hash: string): string {
  const secrets = [secret, ...oldAuthSecrets()]
  const found = { ...ends, seq: ends.seq - 1 }
  if (areSealed(secrets, found, found.seal)) return sealEnds(secret, { ...ends, hash })
  const carried = takenOver(secrets, found)
  return carried === null ? BROKEN_SEAL : sealEnds(secret, { ...ends, hash }, carried)
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const COLUMNS =
  'id, chain_id, seq, name, outcome, actor_id, viewer_id, subject_id, target, created_at, ip_address, user_agent, data, details_salt, details_hash, previous_hash, hash, key_id'
const ADD = `
  with sealed as (
    insert into event (${COLUMNS}) select ${COLUMNS} from jsonb_populate_record(null::event, $1::text::jsonb) returning chain_id, hash
  )
  update event_chain set hash = sealed.hash, seal = $2 from sealed where event_chain.chain_id = sealed.chain_id`

type Place = { id: string; now: string; seq: number; hash: string; prunedSeq: number; prunedHash: string; seal: string }

async function takePlace(query: Query, chainId: string): Promise<Place> {
  const [place] = await query(
    `insert into event_chain as chain (chain_id, seq, hash) values ($1, 1, '')
     on conflict (chain_id) do update set seq = chain.seq + 1
     returning uuidv7() as id, to_char(now() at time zone 'utc', '${ISO_FORMAT}') as now, seq, hash,
       pruned_seq as "prunedSeq", pruned_hash as "prunedHash", seal`,
    [chainId],
  )
  if (place === undefined) throw new Error('the end of the audit chain was not returned')
  return place as Place
}
