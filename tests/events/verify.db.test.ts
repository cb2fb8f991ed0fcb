import { createHmac, hkdfSync, randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { db, sql } from '#platform/db/client.server.ts'
import { env } from '#platform/config/env.server.ts'
import type { Finding } from '#features/activity/chain-check.server.ts'
import { eraseDetails } from '#platform/events/erase.server.ts'
import { record } from '#platform/events/record.server.ts'
import { pruneLog } from '#platform/events/retain.server.ts'
import { verifyLog } from '#features/activity/verify.server.ts'
import { addEvent, addEvents } from '../support/events.ts'

const ROWS = 6
const DAY_MS = 86_400_000

/** A person of the database, and a log of six rows. */
async function chainOfSix() {
  const [{ id }] = await sql<[{ id: string }]>`
    insert into "user" (name, email) values ('A', ${`${randomUUID()}@example.com`}) returning id`
  for (let row = 0; row < ROWS; row += 1)
    await record(db, {
      name: 'session.started',
      actorId: id,
      subjectId: id,
      ipAddress: '192.0.2.1',
      userAgent: 'A',
      data: { b: '1', a: String(row) },
    })
  return id
}

/** As who owns the tables may, or has the files of the database. */
async function tamper(statement: string, values: string[] = []) {
  await sql.begin(async (tx) => {
    await tx`alter table event disable trigger user`
    await tx`alter table event_chain disable trigger user`
    await tx.unsafe(statement, values)
    await tx`alter table event enable trigger user`
    await tx`alter table event_chain enable trigger user`
  })
}

async function verify(options: { secrets?: string[]; sealedSince?: Date } = {}) {
  const findings: Finding[] = []
  const { secrets = [env().authSecret], sealedSince = null } = options
  const sums = await verifyLog(process.env.DATABASE_URL ?? '', { secrets, sealedSince, onFinding: (finding) => findings.push(finding) })
  expect(sums.findings).toBe(findings.length)
  return { sums, found: findings.map(({ chainId, kind, seq }) => ({ chainId, kind, seq })), findings }
}

/** What a test broke must not be found by the next one. */
afterEach(async () => {
  await tamper('truncate event, event_chain')
  await sql`delete from "user"`
})

describe('audit:verify', () => {
  it('finds nothing in a log that nobody touched, and reads every row', async () => {
    await chainOfSix()
    await chainOfSix()
    await record(db, { name: 'sign_in.failed', actorId: null, subjectId: null, outcome: 'failure' })
    expect(await verify()).toMatchObject({ found: [], sums: { rows: 2 * ROWS + 1, chains: 3, erased: 0, unsealed: 0 } })
  })

  it.each([
    ['what happened', `name = 'password.reset'`],
    ['who did it', 'actor_id = null'],
    ['as whom', 'viewer_id = gen_random_uuid()'],
    ['to whom', 'subject_id = gen_random_uuid()'],
    ['what it was done to', `target = 'session:1'`],
    ['the outcome', `outcome = 'failure'`],
    ['the time, by a millisecond', `created_at = created_at + interval '1 millisecond'`],
    ['the id', 'id = gen_random_uuid()'],
    ['the address', `ip_address = '198.51.100.9'`],
    ['the device', 'user_agent = null'],
    ['the data', `data = '{"a":"2","b":"2"}'`],
    ['the salt', `details_salt = 'other'`],
    ['the details with a hash that fits', `details_hash = 'other'`],
  ])('finds a row of which %s was changed (log tampering) [ASVS 16.4.2]', async (_what, change) => {
    const chainId = await chainOfSix()
    await chainOfSix()
    await tamper(`update event set ${change} where chain_id = $1 and seq = 3`, [chainId])
    expect((await verify()).found).toEqual([{ chainId, kind: 'changed', seq: 3 }])
  })

  it('knows the same data in another order of its keys', async () => {
    const chainId = await chainOfSix()
    await tamper(`update event set data = '{"a":"2","b":"1"}' where chain_id = $1 and seq = 3`, [chainId])
    expect((await verify()).found).toEqual([])
  })

  it('finds a row that is removed, and several [ASVS 16.4.2]', async () => {
    const chainId = await chainOfSix()
    await tamper('delete from event where chain_id = $1 and seq in (1, 4, 5)', [chainId])
    expect((await verify()).found).toEqual([
      { chainId, kind: 'removed', seq: 1 },
      { chainId, kind: 'removed', seq: 4 },
    ])
  })

  it('finds a row that is removed though the others moved up [ASVS 16.4.2]', async () => {
    const chainId = await chainOfSix()
    await tamper('delete from event where chain_id = $1 and seq = 5', [chainId])
    await tamper('update event set seq = 5 where chain_id = $1 and seq = 6', [chainId])
    const { found } = await verify()
    expect(found).toContainEqual({ chainId, kind: 'reordered', seq: 5 })
    expect(found).toContainEqual({ chainId, kind: 'removed', seq: 6 })
  })

  it('finds two rows that changed places, and says where they were [ASVS 16.4.2]', async () => {
    const chainId = await chainOfSix()
    await tamper('update event set seq = case seq when 2 then 100 when 4 then 102 end where chain_id = $1 and seq in (2, 4)', [chainId])
    await tamper('update event set seq = case seq when 100 then 4 when 102 then 2 end where chain_id = $1 and seq > 99', [chainId])
    const { found, findings } = await verify()
    expect(found).toEqual([
      { chainId, kind: 'reordered', seq: 2 },
      { chainId, kind: 'reordered', seq: 4 },
    ])
    expect(findings.map(({ what }) => what)).toEqual(['it was written at place 4', 'it was written at place 2'])
  })

  it('finds a row that was put in, at the end and in the place of another one [ASVS 16.4.2]', async () => {
    const [atEnd, inPlace] = [await chainOfSix(), await chainOfSix()]
    const copy = 'id, name, actor_id, subject_id, details_hash, previous_hash, hash, key_id'
    const values = `gen_random_uuid(), name, actor_id, subject_id, details_hash, previous_hash, 'made up', key_id`
    await tamper(`insert into event (chain_id, seq, ${copy}) select chain_id, 7, ${values} from event where chain_id = $1 and seq = 6`, [
      atEnd,
    ])
    await tamper(`update event set hash = 'made up', name = 'x' where chain_id = $1 and seq = 3`, [inPlace])
    const { found } = await verify()
    expect(found).toContainEqual({ chainId: atEnd, kind: 'inserted', seq: 7 })
    expect(found).toContainEqual({ chainId: inPlace, kind: 'inserted', seq: 3 })
  })

  it('finds a row that was sealed with another secret, as who has the database but not the server must [ASVS 11.4.3, 16.4.2]', async () => {
    const chainId = await chainOfSix()
    const forger = `${randomUUID()}${randomUUID()}`
    await addEvent(sql, forger, { name: 'password.changed', subjectId: chainId })
    const { found } = await verify()
    expect(found).toContainEqual({ chainId, kind: 'unknown secret', seq: 7 })
    expect((await verify({ secrets: [env().authSecret, forger] })).found).not.toContainEqual({ chainId, kind: 'unknown secret', seq: 7 })
  })

  it('finds a tail that was cut off, with and without the record of the end set back [ASVS 16.4.2]', async () => {
    const [plain, covered] = [await chainOfSix(), await chainOfSix()]
    for (const chainId of [plain, covered]) await tamper('delete from event where chain_id = $1 and seq > 4', [chainId])
    const toRowFour = 'set seq = 4, hash = (select hash from event where event.chain_id = $1 and event.seq = 4)'
    await tamper(`update event_chain ${toRowFour} where chain_id = $1`, [covered])
    const { found } = await verify()
    expect(found).toContainEqual({ chainId: plain, kind: 'removed', seq: 5 })
    expect(found).toContainEqual({ chainId: covered, kind: 'changed', seq: 4 })
  })

  it('still finds a tail that was cut off when events were recorded since: the app seals no end that it did not write [ASVS 16.4.2]', async () => {
    const chainId = await chainOfSix()
    await tamper('delete from event where chain_id = $1 and seq > 4', [chainId])
    await tamper(
      'update event_chain set seq = 4, hash = (select hash from event where event.chain_id = $1 and event.seq = 4) where chain_id = $1',
      [chainId],
    )
    await record(db, { name: 'session.ended', actorId: chainId, subjectId: chainId })
    await record(db, { name: 'session.ended', actorId: chainId, subjectId: chainId })
    expect((await verify()).found).toEqual([{ chainId, kind: 'changed', seq: 6 }])
  })

  describe('when the secret was changed and the old one not named', () => {
    const [first, second] = [randomUUID() + randomUUID(), randomUUID() + randomUUID()]
    afterEach(() => vi.unstubAllEnvs())

    /** Six rows under two secrets that are not known any more, and one under that of today. */
    async function rotatedTwice(between: (chainId: string) => Promise<void> = async () => {}) {
      const chainId = randomUUID()
      for (let row = 0; row < 3; row += 1) await addEvent(sql, first, { name: 'session.started', subjectId: chainId })
      for (let row = 0; row < 3; row += 1) await addEvent(sql, second, { name: 'session.started', subjectId: chainId })
      await between(chainId)
      await addEvent(sql, env().authSecret, { name: 'session.ended', subjectId: chainId })
      return chainId
    }

    it('goes on under the new one; what the old one sealed is found as unknown, and holds when it is named [ASVS 11.4.3, 16.4.2]', async () => {
      const chainId = await rotatedTwice()
      const { found } = await verify()
      expect(found).toEqual([1, 2, 3, 4, 5, 6, 6].map((seq) => ({ chainId, kind: 'unknown secret', seq })))
      const late = await verify({ secrets: [env().authSecret, second] })
      expect(late.found).toEqual([1, 2, 3, 3].map((seq) => ({ chainId, kind: 'unknown secret', seq })))
      const secrets = [env().authSecret, second, first]
      expect((await verify({ secrets })).found).toEqual([])
      vi.stubEnv('AUTH_OLD_SECRETS', `${second},${first}`)
      await addEvent(sql, env().authSecret, { name: 'session.ended', subjectId: chainId })
      expect((await verify({ secrets })).found).toEqual([])
      await tamper('update event_chain set seal = split_part(seal, $2, 1) where chain_id = $1', [chainId, ' '])
      expect((await verify({ secrets })).found).toEqual([{ chainId, kind: 'changed', seq: 8 }])
    })

    it('keeps what retention needs: a chain is pruned when the old one is named, and still tells its past [ASVS 16.4.2]', async () => {
      const chainId = await rotatedTwice()
      expect(await pruneLog(-1)).toBe(7)
      expect((await verify()).found).toEqual([{ chainId, kind: 'unknown secret', seq: 6 }])
      expect((await verify({ secrets: [env().authSecret, second, first] })).found).toEqual([])
    })

    it('does not hide a tail that was cut off meanwhile, nor a seal of a secret that never was (log tampering) [ASVS 16.4.2]', async () => {
      const toRowFour = 'seq = 4, hash = (select hash from event where event.chain_id = $1 and event.seq = 4)'
      const cut = (seal: string) => async (chainId: string) => {
        await tamper('delete from event where chain_id = $1 and seq > 4', [chainId])
        await tamper(`update event_chain set ${toRowFour}, seal = ${seal} where chain_id = $1`, [chainId])
      }
      const asItWas = await rotatedTwice(cut('seal'))
      const madeUp = await rotatedTwice(cut(`'abcdefgh.' || repeat('x', 43)`))
      const { found } = await verify({ secrets: [env().authSecret, second, first] })
      expect(found).toHaveLength(2)
      expect(found).toContainEqual({ chainId: asItWas, kind: 'changed', seq: 4 })
      expect(found).toContainEqual({ chainId: madeUp, kind: 'unknown secret', seq: 4 })
    })
  })

  it.each([
    ['its end', `hash = 'other'`],
    ['its beginning', `pruned_seq = 2`],
    ['its seal', `seal = ''`],
  ])('finds a record of a chain of which %s was changed', async (_what, change) => {
    const chainId = await chainOfSix()
    await tamper(`update event_chain set ${change} where chain_id = $1`, [chainId])
    expect((await verify()).found).toContainEqual({ chainId, kind: 'changed', seq: 6 })
  })

  it('finds that the record of a chain is gone, and that all of its rows are', async () => {
    const [noRecord, noRows] = [await chainOfSix(), await chainOfSix()]
    await tamper('delete from event_chain where chain_id = $1', [noRecord])
    await tamper('delete from event where chain_id = $1', [noRows])
    const { found } = await verify()
    expect(found).toContainEqual({ chainId: noRecord, kind: 'removed', seq: 0 })
    expect(found).toContainEqual({ chainId: noRows, kind: 'removed', seq: 1 })
  })

  it('finds rows whose seals were taken away, and takes rows from before there were seals by date only', async () => {
    const chainId = await chainOfSix()
    const old = `details_hash = '', previous_hash = '', hash = '', key_id = '', details_salt = null`
    await tamper(`update event set ${old} where chain_id = $1 and seq = 4`, [chainId])
    expect((await verify({ sealedSince: new Date(Date.now() + DAY_MS) })).found).toContainEqual({ chainId, kind: 'changed', seq: 4 })
    await tamper(`update event set ${old} where chain_id = $1`, [chainId])
    await tamper(`update event_chain set hash = '', seal = '' where chain_id = $1`, [chainId])
    expect((await verify()).found).toHaveLength(ROWS)
    expect(await verify({ sealedSince: new Date(Date.now() + DAY_MS) })).toMatchObject({ found: [], sums: { unsealed: ROWS } })
    await record(db, { name: 'session.ended', actorId: chainId, subjectId: chainId })
    expect((await verify({ sealedSince: new Date(Date.now() + DAY_MS) })).found).toEqual([])
  })

  it('holds after a person was erased, and finds that details were erased of one who is still there [ASVS 16.4.2]', async () => {
    const [gone, here] = [await chainOfSix(), await chainOfSix()]
    await db.transaction((tx) => eraseDetails(tx, gone))
    await sql`delete from "user" where id = ${gone}`
    expect(await verify()).toMatchObject({ found: [], sums: { erased: ROWS } })
    await db.transaction((tx) => eraseDetails(tx, here))
    expect((await verify()).found).toContainEqual({ chainId: here, kind: 'erased', seq: 1 })
  })

  it('by the formula of docs/decisions/018, an HMAC-SHA-256, computed here once more [ASVS 11.4.3]', async () => {
    const chainId = await chainOfSix()
    const [row] = await sql<Record<string, string>[]>`
      select id, details_hash, previous_hash, hash, to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from event where chain_id = ${chainId} and seq = 2`
    const facts = [row?.id, chainId, 2, 'session.started', 'success', chainId, chainId, chainId, null, row?.at, row?.details_hash]
    const key = Buffer.from(hkdfSync('sha256', env().authSecret, '', 'gatehouse audit', 32))
    const sealed = createHmac('sha256', key).update(JSON.stringify([...facts, row?.previous_hash]))
    expect(row?.hash).toBe(sealed.digest('base64url'))
  })
})

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)
const seqsOf = async (chainId: string) =>
  (await sql<{ seq: number }[]>`select seq from event where chain_id = ${chainId} order by seq`).map(({ seq }) => seq)

async function history(days: number[]): Promise<string> {
  const subjectId = randomUUID()
  await addEvents(
    sql,
    env().authSecret,
    days.map((count) => ({ happened: { name: 'session.started', subjectId }, at: daysAgo(count) })),
  )
  return subjectId
}

describe('retention', () => {
  it('removes what is too old from the beginning of each chain; the log still verifies, and goes on [ASVS 16.1.1]', async () => {
    const [mixed, old, young] = [await history([500, 450, 401, 399, 1]), await history([900, 800]), await history([10])]
    expect(await pruneLog(400)).toBe(5)
    expect([await seqsOf(mixed), await seqsOf(old), await seqsOf(young)]).toEqual([[4, 5], [], [1]])
    expect((await verify()).found).toEqual([])
    expect(await pruneLog(400)).toBe(0)
    for (const subjectId of [mixed, old]) await record(db, { name: 'session.ended', actorId: null, subjectId })
    expect([await seqsOf(mixed), await seqsOf(old)]).toEqual([[4, 5, 6], [3]])
    expect((await verify()).found).toEqual([])
  })

  it('stops at the first row that is young enough, whatever stands behind it', async () => {
    const chainId = await history([500, 1, 500])
    expect(await pruneLog(400)).toBe(1)
    expect(await seqsOf(chainId)).toEqual([2, 3])
    expect((await verify()).found).toEqual([])
  })

  it('leaves a chain alone whose ends are not what was written: evidence is not tidied away', async () => {
    const chainId = await history([500, 500, 1])
    await tamper('update event_chain set pruned_seq = 1 where chain_id = $1', [chainId])
    expect(await pruneLog(400)).toBe(0)
    expect(await seqsOf(chainId)).toEqual([1, 2, 3])
  })

  it('by two workers at one moment removes each row once (race)', async () => {
    await history([500, 450, 401, 1])
    const counts = await Promise.all([pruneLog(400), pruneLog(400), pruneLog(400)])
    expect(counts.toSorted()).toEqual([0, 0, 3])
    expect((await verify()).found).toEqual([])
  })

  it('finds a beginning that was cut off as retention would', async () => {
    const chainId = await history([10, 9, 8])
    await tamper('delete from event where chain_id = $1 and seq = 1', [chainId])
    await tamper(
      `update event_chain set pruned_seq = 1, pruned_hash = (select previous_hash from event where event.chain_id = $1 and event.seq = 2) where chain_id = $1`,
      [chainId],
    )
    expect((await verify()).found).toEqual([{ chainId, kind: 'changed', seq: 3 }])
  })
})
