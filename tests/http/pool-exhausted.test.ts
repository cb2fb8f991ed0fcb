/** Connections wait for a lock that nobody lets go of, while people keep coming. */
import postgres from 'postgres'
import { beforeAll, expect, it } from 'vitest'
import { type Answer, Visitor, until } from '../support/browserless.ts'
import { manyMembers } from '../support/many-members.ts'
import { useOwnApp } from '../support/own-app.ts'

/** DATABASE_POOL, one of which looks sessions up. */
const POOL = 10
const AT_ONCE = 6 * POOL

const site = useOwnApp({ LOG_LEVEL: 'warn' })
let people: Visitor[]
beforeAll(async () => {
  const { app, secret } = site()
  people = (await manyMembers(app.databaseUrl, secret, AT_ONCE)).map((cookie) => {
    const visitor = new Visitor(app)
    visitor.cookies.set('gatehouse.session_token', cookie.slice(cookie.indexOf('=') + 1))
    return visitor
  })
  // Their sessions are due for renewal, which is a write: nobody shall need one later.
  await Promise.all(people.map((visitor) => visitor.get('/api/auth/get-session')))
})

const ask = (visitor: Visitor, turn: number): Promise<Answer> => {
  if (turn % 3 === 0) return visitor.get('/app')
  return turn % 3 === 1 ? visitor.get('/api/auth/get-session') : visitor.post('/settings/profile', { name: 'Later' }, { json: true })
}
const everyone = () => Promise.all(people.map(ask))
const everyonesLog = () => Promise.all(people.map((visitor) => visitor.get('/settings/security/log')))
const statuses = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))]

/** While nobody else can read `table`. `waiting`: connections of the app that wait for that. */
async function locked(table: 'session' | 'event', work: (waiting: () => Promise<number>) => Promise<void>): Promise<void> {
  const other = postgres(site().app.databaseUrl, { max: 2 })
  const lock = await other.reserve()
  await lock`begin`
  await lock`lock table ${lock(table)} in access exclusive mode`
  // Not in the transaction that holds the lock, which sees all the time what it saw at first.
  const waiting = async () =>
    (
      await other`
        select 1 from pg_stat_activity
        where application_name = 'gatehouse' and wait_event_type = 'Lock' and datname = current_database()`
    ).length
  try {
    await work(waiting)
  } finally {
    await lock`rollback`
    lock.release()
  }
  await until('nothing waits', async () => (await waiting()) === 0)
  await other.end()
}

it('each is told 503 while sessions cannot be read, however many come, and all is well at once when they can [ASVS 13.1.3, 16.5.2]', async () => {
  const { app } = site()
  await everyone()
  await locked('session', async (waiting) => {
    const first = everyone()
    await until('one waits', async () => (await waiting()) > 0)
    expect(await new Visitor(app).get('/healthz')).toMatchObject({ status: 200 })
    expect(await new Visitor(app).get('/sign-in')).toMatchObject({ status: 200 })
    expect(statuses(await first)).toEqual([503])
    // Those that were given up on are not in the way of who comes next, nor heaped up before Postgres.
    expect(statuses(await everyone())).toEqual([503])
    expect(await waiting()).toBeLessThanOrEqual(POOL)
  })
  await until('everyone is answered', async () => statuses(await everyone()).join() === '200')
  expect(app.process.exitCode).toBeNull()
})

it('of a page whose every connection waits, 503; of one that needs none, 200: a slow table must not sign people out (denial of service) [ASVS 13.1.3]', async () => {
  await locked('event', async (waiting) => {
    const logs = everyonesLog()
    await until('the pool is busy', async () => (await waiting()) === POOL - 1)
    const asked = people.map((visitor, turn) => visitor.get(turn % 2 === 0 ? '/api/auth/get-session' : '/settings/profile'))
    expect(statuses(await Promise.all(asked))).toEqual([200])
    expect(await waiting()).toBeGreaterThan(0)
    expect(statuses(await logs)).toEqual([503])
  })
  await until('everyone is answered', async () => statuses(await everyonesLog()).join() === '200')
})
