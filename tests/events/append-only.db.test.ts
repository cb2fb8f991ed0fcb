import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Tx, db, sql } from '#platform/db/client.server.ts'
import { allow, eraseDetails } from '#platform/events/erase.server.ts'
import { record } from '#platform/events/record.server.ts'

const subjectId = randomUUID()
const role = `app_${randomBytes(6).toString('hex')}`
const password = randomBytes(12).toString('hex')
let app: postgres.Sql

/** As the app is best run: it reads and writes what the migration made, and owns nothing. */
beforeAll(async () => {
  await sql.unsafe(`create role ${role} login password '${password}'; grant usage on schema public to ${role};
    grant select, insert, update, delete, truncate on all tables in schema public to ${role}`)
  app = postgres(Object.assign(new URL(process.env.DATABASE_URL ?? ''), { username: role, password }).href, { max: 1, onnotice: () => {} })
  for (const name of ['session.started', 'session.ended'] as const)
    await record(db, { name, actorId: subjectId, subjectId, ipAddress: '192.0.2.1', userAgent: 'A', data: { a: 'b' } })
})

afterAll(async () => {
  await app.end()
  await sql.unsafe(`drop owned by ${role}; drop role ${role}`)
})

const inMode = (mode: string, statement: string) =>
  app.begin(async (tx) => {
    await tx`select set_config('gatehouse.audit', ${mode}, true)`
    await tx.unsafe(statement)
  })
const OF_PERSON = `where subject_id = '${subjectId}'`
const OF_CHAIN = `where chain_id = '${subjectId}'`

describe('the audit log in Postgres', () => {
  it.each([
    ['changing what happened', `update event set name = 'user.signed_up' ${OF_PERSON}`],
    ['changing who did it', `update event set actor_id = null ${OF_PERSON}`],
    ['changing when', `update event set created_at = now() ${OF_PERSON}`],
    ['changing the address', `update event set ip_address = '198.51.100.1' ${OF_PERSON}`],
    ['erasing the details', `update event set ip_address = null, user_agent = null, data = '{}', details_salt = null ${OF_PERSON}`],
    ['removing a row', `delete from event ${OF_PERSON} and seq = 1`],
    ['cutting off the end', `delete from event ${OF_PERSON} and seq = 2`],
    ['emptying it', 'truncate event'],
    ['emptying both', 'truncate event, event_chain'],
    ['forgetting a chain', `delete from event_chain ${OF_CHAIN}`],
    ['setting the end back', `update event_chain set seq = 1 ${OF_CHAIN}`],
    ['skipping places', `update event_chain set seq = seq + 2 ${OF_CHAIN}`],
    ['moving the beginning', `update event_chain set pruned_seq = 1 ${OF_CHAIN}`],
    [
      'a row between two others',
      `insert into event (chain_id, seq, name, details_hash, previous_hash, hash, key_id) values ('${subjectId}', 7, 'x', '', '', '', '')`,
    ],
    ['a chain that starts in the middle', `insert into event_chain (chain_id, seq, hash) values ('${randomUUID()}', 9, '')`],
  ])('refuses the app’s role %s, in plain words (log tampering) [ASVS 16.4.2]', async (_what, statement) => {
    await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '23001', message: expect.stringMatching(/audit log/) })
  })

  it.each([
    [
      'more than the details',
      'erase',
      `update event set ip_address = null, user_agent = null, data = '{}', details_salt = null, name = 'x' ${OF_PERSON}`,
    ],
    [
      'another address',
      'erase',
      `update event set ip_address = '198.51.100.1', user_agent = null, data = '{}', details_salt = null ${OF_PERSON}`,
    ],
    ['a row', 'erase', `delete from event ${OF_PERSON}`],
    ['a change', 'retain', `update event set name = 'x' ${OF_PERSON}`],
    ['a row that is not before the beginning', 'retain', `delete from event ${OF_PERSON} and seq = 2`],
    ['a beginning after the end', 'retain', `update event_chain set pruned_seq = 99 ${OF_CHAIN}`],
    ['everything', 'retain', 'truncate event'],
  ])('refuses %s to who may do something else: “%s”', async (_what, mode, statement) => {
    await expect(inMode(mode, statement)).rejects.toMatchObject({ code: '23001' })
  })

  it('lets nothing more pass once a person is erased, in the same transaction either', async () => {
    const other = randomUUID()
    await record(db, { name: 'session.started', actorId: other, subjectId: other, ipAddress: '192.0.2.1' })
    const late = db.transaction(async (tx: Tx) => {
      await eraseDetails(tx, other)
      await tx.execute(`update event set ip_address = null, user_agent = null, data = '{}', details_salt = null ${OF_PERSON}`)
    })
    await expect(late).rejects.toMatchObject({ cause: { code: '23001' } })
    await db.transaction((tx) => allow(tx, 'retain'))
    await expect(app.unsafe(`delete from event ${OF_PERSON}`)).rejects.toMatchObject({ code: '23001' })
  })
})

describe('a chain', () => {
  it('has no gap and no place twice after 50 events at one moment (race)', async () => {
    const person = randomUUID()
    await Promise.all(Array.from({ length: 50 }, () => record(db, { name: 'session.started', actorId: person, subjectId: person })))
    const rows = await sql<{ seq: number; follows: boolean }[]>`
      select seq, previous_hash = coalesce(lag(hash) over (order by seq), '') as follows from event where chain_id = ${person} order by seq`
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
    expect(rows.every(({ follows }) => follows)).toBe(true)
  })

  it('has no gap after a change that was rolled back', async () => {
    const person = randomUUID()
    const happened = { name: 'session.started', actorId: person, subjectId: person } as const
    await record(db, happened)
    const failed = db.transaction(async (tx) => {
      await record(tx, happened)
      throw new Error('after all')
    })
    await expect(failed).rejects.toThrow('after all')
    await record(db, happened)
    expect((await sql<{ seq: number }[]>`select seq from event where chain_id = ${person} order by seq`).map(({ seq }) => seq)).toEqual([
      1, 2,
    ])
  })
})
