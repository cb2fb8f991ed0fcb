/** One chain of the audit log, row by row, against its seals. Node runs this file directly too (scripts/). */
import type { KeyObject } from 'node:crypto'
import {
  BROKEN_SEAL,
  type Details,
  type SealedFacts,
  type ChainEnds,
  areSealed,
  hashDetails,
  seal,
  takenOverIn,
} from '#platform/events/chain.server.ts'

/** By their id. */
type Keys = ReadonlyMap<string, KeyObject>

export type ChainRow = SealedFacts &
  Details & {
    hash: string
    keyId: string
    detailsSalt: string | null
    /** Of a person who is no longer there: only then the details may have been erased. */
    isOfNobody: boolean
  }

/** The chain's own record of where it begins and ends; all null where there is none. */
export type EndRow = {
  chainId: string
  endSeq: number | null
  endHash: string | null
  prunedSeq: number | null
  prunedHash: string | null
  endSeal: string | null
}

export type Finding = {
  chainId: string
  seq: number
  eventId: string | null
  kind: 'changed' | 'removed' | 'reordered' | 'inserted' | 'erased' | 'unsealed' | 'unknown secret'
  what: string
}

export type Sums = { rows: number; chains: number; erased: number; unsealed: number; findings: number }

type Settings = { secrets: readonly string[]; keys: Keys; sealedSince: Date | null; sums: Sums; onFinding: (finding: Finding) => void }

/** A row that was moved is looked for among so many places of its chain. */
const PLACES_TRIED_MAX = 10_000

export class ChainCheck {
  readonly chainId: string
  readonly #ends: EndRow
  readonly #settings: Settings
  /** Where the next row stands, and what it follows. Null: not known, and whatever made it so was reported. */
  #nextSeq: number | null
  #followed: string | null
  /** The row before, when its seal did not hold: what comes next tells why. */
  #broken: ChainRow | null = null
  #hasRows = false
  #hasSeals = false

  constructor(ends: EndRow, settings: Settings) {
    this.chainId = ends.chainId
    this.#ends = ends
    this.#settings = settings
    this.#nextSeq = ends.prunedSeq === null ? null : ends.prunedSeq + 1
    this.#followed = ends.prunedHash
    settings.sums.chains += 1
  }

  add(row: ChainRow): void {
    this.#settings.sums.rows += 1
    this.#hasRows = true
    this.#explainBroken(row.previousHash)
    this.#checkPlace(row)
    const isIntact = row.keyId === '' ? this.#checkUnsealed(row) : this.#checkSeal(row)
    if (isIntact) this.#checkDetails(row)
    this.#followed = isIntact ? row.hash : null
    this.#nextSeq = Math.max(this.#nextSeq ?? 0, row.seq + 1)
  }

  /** After the last row. */
  end(): void {
    const { endSeq, endHash } = this.#ends
    this.#explainBroken(endHash)
    this.#checkEnds()
    if (endSeq === null || this.#nextSeq === null) return
    const last = this.#nextSeq - 1
    if (last < endSeq) this.#report('removed', last + 1, null, `${places(last + 1, endSeq)} cut off at the end`)
    else if (last > endSeq) this.#report('inserted', endSeq + 1, null, `${places(endSeq + 1, last)} after the end`)
    else if (this.#followed !== null && this.#followed !== endHash)
      this.#report('changed', last, null, 'the chain did not end with the row that is last now')
  }

  #checkPlace({ seq, id }: ChainRow): void {
    if (this.#nextSeq === null || seq === this.#nextSeq) return
    if (seq < this.#nextSeq) this.#report('inserted', seq, id, 'it stands before the beginning that retention has left')
    else this.#report('removed', this.#nextSeq, null, `${places(this.#nextSeq, seq - 1)} missing`)
    this.#followed = null
  }

  /** Returns whether the row is as it was written. */
  #checkSeal(row: ChainRow): boolean {
    this.#hasSeals = true
    const known = this.#settings.keys.get(row.keyId)
    if (known === undefined) this.#report('unknown secret', row.seq, row.id, 'it was sealed with a secret that is not given')
    else if (seal(known, row) !== row.hash) return this.#explainMoved(row, known)
    if (this.#followed !== null && this.#followed !== row.previousHash)
      this.#report('inserted', row.seq, row.id, 'it does not follow the row before it')
    return true
  }

  #explainMoved(row: ChainRow, key: KeyObject): false {
    const from = placeOf(row, key)
    if (from === null) this.#broken = row
    else this.#report('reordered', row.seq, row.id, `it was written at place ${from}`)
    return false
  }

  /** The row after it, or the end of the chain, knows the hash that was written: who kept it changed the row, who did not put another there. */
  #explainBroken(writtenHash: string | null): void {
    if (this.#broken === null) return
    const { seq, id, hash } = this.#broken
    this.#broken = null
    if (hash === writtenHash) this.#report('changed', seq, id, 'it is not what was written')
    else this.#report('inserted', seq, id, 'it was not written by the app')
  }

  /** From before there were seals, which only who runs this can know. */
  #checkUnsealed({ seq, id, createdAt, hash }: ChainRow): boolean {
    const { sealedSince, sums } = this.#settings
    sums.unsealed += 1
    if (this.#hasSeals || hash !== '') this.#report('changed', seq, id, 'its seal was taken away')
    else if (sealedSince === null || new Date(createdAt) >= sealedSince) this.#report('unsealed', seq, id, 'nothing proves it')
    return !this.#hasSeals
  }

  #checkDetails(row: ChainRow): void {
    const { seq, id, keyId, detailsSalt, ipAddress, userAgent, data } = row
    if (keyId === '') return
    if (detailsSalt !== null) {
      if (hashDetails(detailsSalt, row) !== row.detailsHash)
        this.#report('changed', seq, id, 'its details (address, device, data) are not what was written')
      return
    }
    this.#settings.sums.erased += 1
    const isEmpty = ipAddress === null && userAgent === null && Object.keys(data).length === 0
    if (!isEmpty) this.#report('changed', seq, id, 'it has details again, which were erased')
    else if (!row.isOfNobody) this.#report('erased', seq, id, 'its details were erased, and its person is still there')
  }

  #checkEnds(): void {
    const { chainId, endSeq: seq, endHash: hash, prunedSeq, prunedHash, endSeal } = this.#ends
    if (seq === null || hash === null || prunedSeq === null || prunedHash === null || endSeal === null)
      return this.#report('removed', 0, null, 'the record of where it begins and ends is gone')
    this.#checkSealOfEnds({ chainId, seq, hash, prunedSeq, prunedHash }, endSeal)
  }

  #checkSealOfEnds(ends: ChainEnds, endSeal: string): void {
    const isOld = endSeal === '' && this.#hasRows && !this.#hasSeals
    if (areSealed(this.#settings.secrets, ends, endSeal) && (endSeal !== '' || isOld)) {
      const before = takenOverIn(ends.chainId, endSeal)
      return before === null ? undefined : this.#checkSealOfEnds(before, before.seal)
    }
    const keyId = endSeal.split('.', 1)[0] ?? ''
    if (endSeal === '' || endSeal === BROKEN_SEAL || this.#settings.keys.has(keyId))
      this.#report('changed', ends.seq, null, 'the record of where it begins and ends is not what was written')
    else this.#report('unknown secret', ends.seq, null, 'where it ends was sealed with a secret that is not given')
  }

  #report(kind: Finding['kind'], seq: number, eventId: string | null, what: string): void {
    this.#settings.sums.findings += 1
    this.#settings.onFinding({ chainId: this.chainId, seq, eventId, kind, what })
  }
}

/** The place that a row was sealed for, when that is all that was changed of it. */
function placeOf(row: ChainRow, key: KeyObject): number | null {
  const first = Math.max(1, row.seq - PLACES_TRIED_MAX / 2)
  for (let seq = first; seq < first + PLACES_TRIED_MAX; seq += 1) if (seal(key, { ...row, seq }) === row.hash) return seq
  return null
}

const places = (first: number, last: number): string => (first === last ? `row ${first} is` : `rows ${first} to ${last} are`)
