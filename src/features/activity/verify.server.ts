/**
 * Reads the whole audit log and says what does not hold. It needs the secret, and trusts nothing else of the database.
 * Node runs this file directly too (scripts/).
 */
import postgres from 'postgres'
import { ISO_FORMAT } from '#platform/events/append.server.ts'
import { ChainCheck, type ChainRow, type EndRow, type Finding, type Sums } from './chain-check.server.ts'
import { auditKey } from '#platform/events/chain.server.ts'

const ROWS_AT_ONCE = 500

type Check = {
  /** The one of today, and those that it was before. */
  secrets: readonly string[]
  /** Rows without a seal are accepted from before then, by who knows when that was. Null: none are. */
  sealedSince: Date | null
  onFinding: (finding: Finding) => void
}

/** Some hundred rows at a time, of one moment of the database, whatever is written meanwhile. */
export async function verifyLog(databaseUrl: string, { secrets, sealedSince, onFinding }: Check): Promise<Sums> {
  const keys = new Map(secrets.map((secret) => auditKey(secret)).map(({ id, key }) => [id, key]))
  const sums: Sums = { rows: 0, chains: 0, erased: 0, unsealed: 0, findings: 0 }
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      let chain: ChainCheck | null = null
      for await (const rows of tx.unsafe<(EndRow & (ChainRow | { id: null }))[]>(ALL_ROWS).cursor(ROWS_AT_ONCE)) {
        for (const row of rows) {
          if (row.chainId !== chain?.chainId) {
            chain?.end()
            chain = new ChainCheck(row, { secrets, keys, sealedSince, sums, onFinding })
          }
          if (row.id !== null) chain.add(row)
        }
      }
      chain?.end()
    })
    return sums
  } finally {
    await sql.end({ timeout: 1 })
  }
}

export const inWords = ({ chainId, seq, eventId, kind, what }: Finding): string =>
  `${kind.toUpperCase()} chain ${chainId} seq ${seq}${eventId === null ? '' : ` event ${eventId}`}: ${what}`

export const summary = ({ rows, chains, erased, unsealed, findings }: Sums): string =>
  [
    `${rows} rows in ${chains} chains read`,
    findings === 0 ? 'every one is as it was written' : `${findings} findings`,
    ...(erased === 0 ? [] : [`the details of ${erased} rows are erased`]),
    ...(unsealed === 0 ? [] : [`${unsealed} rows are from before there were seals`]),
  ].join('; ') + '.'

/** Either side may lack what the other has. */
const ALL_ROWS = `
  select chain_id as "chainId", event.id, event.seq, event.name, outcome, actor_id as "actorId", viewer_id as "viewerId",
    subject_id as "subjectId", target, ip_address as "ipAddress", user_agent as "userAgent", data, details_salt as "detailsSalt",
    details_hash as "detailsHash", previous_hash as "previousHash", event.hash, key_id as "keyId",
    to_char(event.created_at at time zone 'utc', '${ISO_FORMAT}') as "createdAt",
    (subject_id is not null and subject.id is null) or (actor_id is not null and actor.id is null) as "isOfNobody",
    ends.seq as "endSeq", ends.hash as "endHash", pruned_seq as "prunedSeq", pruned_hash as "prunedHash", seal as "endSeal"
  from event
    full join event_chain as ends using (chain_id)
    left join "user" as subject on subject.id = event.subject_id
    left join "user" as actor on actor.id = event.actor_id
  order by chain_id, event.seq`
