/** Postgres is really stopped and started under the running app. */
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type App, startApp } from '../support/app.ts'
import { type Answer, Visitor, until } from '../support/browserless.ts'
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'
import { call } from '../support/rpc-sweep.ts'

/** Far less than a statement may take, so that nothing has waited for Postgres; far more than a busy machine needs. */
const AT_ONCE_MS = 3_000
/** As many as the app has connections, without the one that looks sessions up. */
const TRANSACTIONS = 9

let own: OwnPostgres
let app: App
const secret = randomBytes(32).toString('base64url')

beforeAll(async () => {
  own = await startOwnPostgres()
  app = await startApp(own.server, { AUTH_SECRET: secret })
}, 120_000)
afterAll(async () => {
  await app?.stop()
  await own?.remove()
}, 60_000)

async function signedIn() {
  const person = await createPerson(app.databaseUrl)
  const { cookie, token } = await createSession(app.databaseUrl, secret, person.id)
  const visitor = new Visitor(app)
  visitor.cookies.set('gatehouse.session_token', cookie.split('=')[1] ?? '')
  return { person, cookie, token, visitor }
}

const back = async () => {
  await own.back()
  await until('the app is ready again', async () => (await new Visitor(app).get('/readyz')).status === 200)
}

/** 503, when to come back, and no word that ends a session. */
function expectAway(
  what: string,
  { status, headers, location = null, text }: Pick<Answer, 'status' | 'headers' | 'text'> & { location?: string | null },
  token: string,
) {
  expect([what, status, headers.get('retry-after'), location]).toEqual([what, 503, '5', null])
  const taken = headers.getSetCookie().filter((line) => /max-age=0|expires=thu, 01 jan 1970/i.test(line))
  expect([what, taken]).toEqual([what, []])
  expect(text).not.toContain(token)
  expect([...headers.values()].join()).not.toContain(token)
}

for (const how of ['stop', 'kill'] as const)
  describe(`while Postgres is away (${how})`, () => {
    let member: Awaited<ReturnType<typeof signedIn>>
    beforeEach(async () => {
      member = await signedIn()
      // The pool has connections to lose.
      await Promise.all(Array.from({ length: 8 }, () => member.visitor.get('/app')))
      await own.away(how)
      return back
    })

    it('every kind of request says 503 at once, and nobody is signed out [ASVS 16.5.2, 16.5.3]', async () => {
      const { visitor, cookie, token, person } = member
      const started = performance.now()
      expectAway('get-session', await visitor.get('/api/auth/get-session'), token)
      expectAway('page', await visitor.get('/app'), token)
      expectAway('settings', await visitor.get('/settings/security'), token)
      expectAway('server function', await call(app, 'home.getHome', 'GET', cookie), token)
      expectAway('picture', await visitor.get(`/avatar/${person.id}/0123456789abcdef`), token)
      expectAway('sign-in', await visitor.post('/sign-in', person, { json: true }), token)
      expectAway('API sign-in', await visitor.auth('/sign-in/email', person), token)
      expectAway('profile', await visitor.post('/settings/profile', { name: 'New Name' }, { json: true }), token)
      expectAway('export', await visitor.post('/settings/data/export', {}, { json: true }), token)
      expect(performance.now() - started).toBeLessThan(AT_ONCE_MS)
      expect(await new Visitor(app).get('/')).toMatchObject({ status: 200 })
      expect(await new Visitor(app).get('/sign-in')).toMatchObject({ status: 200 })
      expect(await visitor.get('/healthz')).toMatchObject({ status: 200 })
      await back()
      expect(await visitor.get('/app')).toMatchObject({ status: 200 })
    })

    it('signing out does not lie: it fails, and the cookie still opens the session, until signing out works (replayed cookie) [ASVS 7.4.1, 16.5.3]', async () => {
      const { visitor, token } = member
      const refused = await visitor.post('/sign-out', {}, { json: true })
      expectAway('sign-out', refused, token)
      expect(refused.text).toContain('still signed in')
      expectAway('API sign-out', await visitor.auth('/sign-out', {}), token)
      expect(visitor.cookies.get('gatehouse.session_token')).toContain(encodeURIComponent(token))
      await back()
      const replay = new Visitor(app)
      replay.cookies.set('gatehouse.session_token', visitor.cookies.get('gatehouse.session_token') ?? '')
      expect(await replay.get('/app')).toMatchObject({ status: 200 })
      expect(await visitor.post('/sign-out', {})).toMatchObject({ location: '/sign-in?notice=signed_out' })
      expect((await replay.get('/app')).location).toContain('notice=session_needed')
    })

    it('a form keeps what was typed, save secrets, without scripts', async () => {
      const visitor = new Visitor(app)
      expect(await visitor.post('/sign-in', member.person)).toMatchObject({ status: 303, location: '/sign-in' })
      const page = await visitor.get('/sign-in')
      expect(page.text).toContain('briefly unavailable')
      expect(page.text).toContain(member.person.email)
      expect(page.text).not.toContain(member.person.password)
    })
  })

describe('a Postgres that goes away in the middle', () => {
  it('of transactions and many requests leaves the process alive, and no acknowledged write is lost [ASVS 16.5.2]', async () => {
    const { visitor, person } = await signedIn()
    const load = new AbortController()
    let acknowledged = ''
    const statuses = new Set<number>()
    const ask = async (work: () => Promise<Answer>) => {
      while (!load.signal.aborted) statuses.add((await work()).status)
    }
    const rename = async () => {
      const name = `Name ${randomBytes(4).toString('hex')}`
      const answer = await visitor.post('/settings/profile', { name }, { json: true })
      if (answer.status === 200) acknowledged = name
      return answer
    }
    const asked = [ask(rename), ...Array.from({ length: 6 }, () => ask(() => visitor.get('/app')))]
    for (const how of ['kill', 'stop', 'kill'] as const) {
      statuses.clear()
      await until('requests are answered', () => statuses.has(200))
      await own.away(how)
      await until('they are refused', () => statuses.has(503))
      await back()
    }
    load.abort()
    await Promise.all(asked)
    expect([...statuses].filter((status) => ![200, 429, 503].includes(status))).toEqual([])
    expect(app.process.exitCode).toBeNull()
    const [row] = await withSql(app.databaseUrl, (sql) => sql`select name from "user" where id = ${person.id}`)
    expect(row).toEqual({ name: acknowledged })
    expect(await app.settledLog()).not.toContain('"level":60')
  })
})

describe.each(['server', 'connections'] as const)('a Postgres that falls silent in the middle of transactions (%s)', (what) => {
  it('costs them a 503, and no connection for good: the process lives, and others are answered [ASVS 13.1.3, 16.5.2]', async () => {
    const members = await Promise.all(Array.from({ length: TRANSACTIONS }, signedIn))
    await Promise.all(members.map(({ visitor }) => visitor.get('/app')))
    const people = members.map(({ person }) => person.id)
    const lock = postgres(app.databaseUrl, { max: 1 })
    const held = await lock.reserve()
    await held`begin`
    await held`select 1 from "user" where id in ${held(people)} for update`
    const renamed = Promise.all(members.map(({ visitor }) => visitor.post('/settings/profile', { name: 'N' }, { json: true })))
    const stuck = () =>
      withSql(
        app.databaseUrl,
        (sql) => sql<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'gatehouse' and wait_event_type = 'Lock' and datname = current_database()`,
      )
    await until('each waits in its transaction', async () => (await stuck()).length === TRANSACTIONS)
    const pids = (await stuck()).map(({ pid }) => pid)
    const thaw = await own.freeze(what)
    try {
      for (const [turn, answer] of (await renamed).entries()) expectAway('profile', answer, members[turn]?.token ?? '')
      if (what === 'server') thaw()
      await until('others are answered', async () => (await members[0]?.visitor.get('/app'))?.status === 200)
    } finally {
      thaw()
    }
    await held`rollback`
    await lock.end({ timeout: 0 })
    await until('no connection is kept', () =>
      withSql(app.databaseUrl, async (sql) => (await sql`select 1 from pg_stat_activity where pid in ${sql(pids)}`).length === 0),
    )
    expect(app.process.exitCode).toBeNull()
    const [one] = members
    expect(await one?.visitor.post('/settings/profile', { name: 'After' }, { json: true })).toMatchObject({ status: 200 })
    expect(await app.settledLog()).not.toContain('"level":60')
  })
})

describe('a slow Postgres', () => {
  it('is given up on: a lock that nobody lets go of costs its page seconds and not a hang, and no other page [ASVS 13.1.3, 16.5.2]', async () => {
    const { visitor, cookie, token } = await signedIn()
    await withSql(app.databaseUrl, (sql) =>
      sql.begin(async (tx) => {
        await tx`lock table session in access exclusive mode`
        const [page, data, session] = await Promise.all([
          visitor.get('/app'),
          call(app, 'home.getHome', 'GET', cookie),
          visitor.get('/api/auth/get-session'),
        ])
        expectAway('page', page, token)
        expectAway('server function', data, token)
        expectAway('get-session', session, token)
        expect(await new Visitor(app).get('/readyz')).toMatchObject({ status: 200 })
      }),
    )
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
  })
})
