/** Every connection of the pool waits for a lock that nobody lets go of, while people keep coming. */
import postgres from 'postgres'
import { beforeAll, expect, it } from 'vitest'
import { type Answer, Visitor, until } from '../support/browserless.ts'
import { manyMembers } from '../support/many-members.ts'
import { useOwnApp } from '../support/own-app.ts'

/** Six times what the pool has. */
const AT_ONCE = 60

const site = useOwnApp({ LOG_LEVEL: 'warn' })
let people: Visitor[]
beforeAll(async () => {
  const { app, secret } = site()
  people = (await manyMembers(app.databaseUrl, secret, AT_ONCE)).map((cookie) => {
    const visitor = new Visitor(app)
    visitor.cookies.set('gatehouse.session_token', cookie.slice(cookie.indexOf('=') + 1))
    return visitor
  })
})

const ask = (visitor: Visitor, turn: number): Promise<Answer> => {
  if (turn % 3 === 0) return visitor.get('/app')
  return turn % 3 === 1 ? visitor.get('/api/auth/get-session') : visitor.post('/settings/profile', { name: 'Later' }, { json: true })
}
const everyone = () => Promise.all(people.map(ask))
const statuses = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))]

it('each is told 503 while the lock is held, however many come, and all is well at once when it is let go [ASVS 13.1.3, 16.5.2]', async () => {
  const { app } = site()
  const other = postgres(app.databaseUrl, { max: 2 })
  const lock = await other.reserve()
  await lock`begin`
  await lock`lock table session in access exclusive mode`
  try {
    const first = everyone()
    await until('the pool is busy', async () => (await waiting()) >= 10)
    expect(await new Visitor(app).get('/healthz')).toMatchObject({ status: 200 })
    expect(await new Visitor(app).get('/sign-in')).toMatchObject({ status: 200 })
    expect(statuses(await first)).toEqual([503])
    // Those that were given up on are not in the way of who comes next, nor heaped up before Postgres.
    expect(statuses(await everyone())).toEqual([503])
    expect(await waiting()).toBeLessThanOrEqual(10)
  } finally {
    await lock`rollback`
    lock.release()
  }
  await until('everyone is answered', async () => (await everyone()).every(({ status }) => status === 200))
  expect(await waiting()).toBe(0)
  expect(app.process.exitCode).toBeNull()
  await other.end()

  // Not in the transaction that holds the lock, which sees all the time what it saw at first.
  async function waiting(): Promise<number> {
    const rows = await other`
      select 1 from pg_stat_activity
      where application_name = 'gatehouse' and wait_event_type = 'Lock' and datname = current_database()`
    return rows.length
  }
})
