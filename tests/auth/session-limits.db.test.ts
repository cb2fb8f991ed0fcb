import { beforeEach, describe, expect, it } from 'vitest'
import { getAuth } from '#auth/auth.server.ts'
import { insertPerson, insertSession, withSql } from '../support/person.ts'

type Stored = { token: string; userId: string }
type Finder = Pick<Awaited<Awaited<ReturnType<typeof getAuth>>['$context']>['adapter'], 'findOne' | 'findMany'>

const TOO_OLD_DAYS = 31
const query = <T>(work: Parameters<typeof withSql<T>>[1]) => withSql(process.env.DATABASE_URL ?? '', work)

/** Three people with a session each: one that holds, one too old, one of somebody banned at its very beginning. */
async function threeSessions() {
  return query(async (sql) => {
    const stored: Stored[] = []
    for (const name of ['alive', 'old', 'banned']) {
      const person = await insertPerson(sql, { name, email: `${crypto.randomUUID()}@example.com`, password: 'correct horse battery' }, true)
      const { token } = await insertSession(sql, person.id, 1)
      stored.push({ token, userId: person.id })
    }
    const [alive, old, banned] = stored
    if (alive === undefined || old === undefined || banned === undefined) throw new Error('There are three.')
    await sql`update session set created_at = now() - make_interval(days => ${TOO_OLD_DAYS}) where token = ${old.token}`
    await sql`update "user" set banned_at = now() where id = ${banned.userId}`
    return { alive, over: [old, banned], tokens: stored.map(({ token }) => token) }
  })
}

async function findEverywhere(store: Finder, { token, userId }: Stored) {
  const byToken = { model: 'session', where: [{ field: 'token', value: token }] }
  const ofPerson = { model: 'session', where: [{ field: 'userId', value: userId }] }
  return [
    await store.findOne(byToken),
    await store.findOne({ ...byToken, join: { user: true } }),
    ...(await store.findMany(ofPerson)),
    ...(await store.findMany({ ...ofPerson, join: { user: true } })),
  ].filter((row) => row !== null).length
}

describe('a session that is too old, or of somebody banned', () => {
  let made: Awaited<ReturnType<typeof threeSessions>>
  beforeEach(async () => void (made = await threeSessions()))

  it('is found by none of the library’s ways to its store, one that holds by each, and its row goes [ASVS 7.3.2, 7.4.2]', async () => {
    const { adapter, internalAdapter } = await (await getAuth()).$context
    const { alive, over, tokens } = made
    expect(await findEverywhere(adapter, alive)).toBe(4)
    expect((await internalAdapter.findSessions(tokens)).map(({ session }) => session.token)).toEqual([alive.token])
    expect(await internalAdapter.listSessions(alive.userId)).toHaveLength(1)
    for (const one of over) {
      expect(await findEverywhere(adapter, one)).toBe(0)
      expect(await internalAdapter.findSession(one.token)).toBeNull()
      expect(await internalAdapter.listSessions(one.userId)).toEqual([])
    }
    expect(await query((sql) => sql`select token from session where token in ${sql(tokens)}`)).toEqual([{ token: alive.token }])
  })

  it.each(['token', 'userId'] as const)('is not listed for who asks by %s only [ASVS 7.3.2, 7.4.2]', async (field) => {
    const { adapter } = await (await getAuth()).$context
    for (const one of made.over) expect(await adapter.findMany({ model: 'session', where: [{ field, value: one[field] }] })).toEqual([])
  })

  it('is not found in a transaction either, which may have changed its row before [ASVS 7.3.2, 7.4.2]', async () => {
    const { adapter } = await (await getAuth()).$context
    const found = await adapter.transaction(async (tx) => {
      const counts: number[] = []
      for (const one of [made.alive, ...made.over]) {
        await tx.update({ model: 'session', where: [{ field: 'token', value: one.token }], update: { lastActiveAt: new Date() } })
        counts.push(await findEverywhere(tx, one))
      }
      return counts
    })
    expect(found).toEqual([4, 0, 0])
  })
})
