/** The network between the app and Postgres fails in the ways that networks do. */
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { type App, startApp } from '../support/app.ts'
import { type Answer, Visitor, until } from '../support/browserless.ts'
import { manyMembers } from '../support/many-members.ts'
import { createPerson, withSql } from '../support/person.ts'
import { TOXICS, type Toxic, type Toxics, startToxics } from '../support/toxics.ts'
import { viewerOf } from '../support/viewer-mark.ts'
import { spawnWorker } from '../support/worker.ts'

const AT_ONCE = 8
/** Ten of the pool, two of the job queue and one that says which worker does it, one that looks whether Postgres is back, one of the test. */
const CONNECTIONS_MAX = 15
/** Instead of the minute that the job queue has else: a line on which nothing ends for longer is given up. */
const STATEMENT_TIMEOUT_MS = 3_000
/** A network that is slow still answers; under the others somebody must be refused. */
const ONLY_SLOW: ReadonlySet<Toxic> = new Set(['latency', 'slow'])

const secret = randomBytes(32).toString('base64url')
let network: Toxics
let app: App
let people: Visitor[]

beforeAll(async () => {
  const server = inject('server')
  network = await startToxics(server.url)
  app = await startApp({ ...server, url: network.url }, { AUTH_SECRET: secret, LOG_LEVEL: 'warn' })
  const cookies = await manyMembers(app.databaseUrl, secret, AT_ONCE)
  // A form names its user, whom the test could not look up while the network fails.
  for (const cookie of cookies) await viewerOf(app, cookie)
  people = cookies.map((cookie) => {
    const visitor = new Visitor(app)
    visitor.cookies.set('gatehouse.session_token', cookie.slice(cookie.indexOf('=') + 1))
    return visitor
  })
}, 60_000)
afterEach(() => network.poison(null))
afterAll(async () => {
  await app?.stop()
  await network?.stop()
}, 60_000)

/** Each goes on reading and writing until told to stop. */
function work(): { answers: Answer[]; stop: () => Promise<unknown> } {
  const answers: Answer[] = []
  const over = new AbortController()
  const one = async (visitor: Visitor, turn: number) => {
    while (!over.signal.aborted)
      answers.push(
        turn % 2 === 0
          ? await visitor.get('/app')
          : await visitor.post('/settings/profile', { name: `N${answers.length}` }, { json: true }),
      )
  }
  const all = Promise.all(people.map(one))
  return {
    answers,
    stop() {
      over.abort()
      return all
    },
  }
}

describe.each(TOXICS)('a network to Postgres with %s', (toxic) => {
  it('costs good answers or a 503 while it lasts; then all is well without a restart, and no connection is left behind [ASVS 13.1.3, 16.5.2]', async () => {
    const load = work()
    const { answers } = load
    await until('people are answered', () => answers.filter(({ status }) => status === 200).length > AT_ONCE)
    network.poison(toxic)
    const before = answers.length
    await until('it shows', () =>
      ONLY_SLOW.has(toxic) ? answers.length > before + 4 * AT_ONCE : answers.slice(before).some(({ status }) => status === 503),
    )
    expect(await new Visitor(app).get('/healthz')).toMatchObject({ status: 200 })
    network.poison(null)
    await until('the app is ready', async () => (await new Visitor(app).get('/readyz')).status === 200)
    await load.stop()
    await until('everyone is answered', async () => (await everyone()).every((status) => status === 200))

    // 429: one person alone writes more than anybody may.
    expect(answers.map(({ status }) => status).filter((status) => ![200, 429, 503].includes(status))).toEqual([])
    expect(answers.filter(({ location }) => location !== null)).toEqual([])
    expect(app.process.exitCode).toBeNull()
    expect(app.log()).not.toContain('"level":60')
    await noConnectionLeft()
  })
})

describe('a network that has forgotten every connection, and tells nobody', () => {
  it('costs those who only read one answer each: then they have new connections [ASVS 13.1.3, 16.5.2]', async () => {
    await everyone()
    network.poison('half-open')
    network.poison(null)
    const answers = await everyone()
    expect(answers).toContain(503)
    expect(answers.filter((status) => status !== 200 && status !== 503)).toEqual([])
    expect(await everyone()).toEqual(people.map(() => 200))
    await noConnectionLeft()
  })

  it('is found out by the job queue: mail that is asked for then is sent, and the worker says again that it lives [ASVS 13.1.3]', async () => {
    const url = Object.assign(new URL(network.url), { search: `statement_timeout=${STATEMENT_TIMEOUT_MS}` }).href
    const own = await startApp({ ...inject('server'), url }, { AUTH_SECRET: secret, LOG_LEVEL: 'warn' })
    onTestFinished(own.stop)
    const isWorkerWell = async () => (await spawnWorker({ app: own, secret }, ['--health']).exited) === 0
    const { email } = await createPerson(own.databaseUrl)
    expect(await isWorkerWell()).toBe(true)
    network.poison('half-open')
    network.poison(null)
    expect(await isWorkerWell()).toBe(false)
    // A form that fails redirects too, back to itself.
    const ask = () => new Visitor(own).post('/forgot-password', { email })
    await until('an email can be requested', async () => (await ask()).location === '/forgot-password?sent=yes')
    await until('it is there', () => own.mail.received.some(({ to }) => to === email))
    await until('the worker is well', isWorkerWell)
    expect([own.process.exitCode, own.log().includes('"level":60')]).toEqual([null, false])
  })
})

/** One page each. */
const everyone = () => Promise.all(people.map(async (visitor) => (await visitor.get('/app')).status))

const noConnectionLeft = () =>
  until('no connection is left behind', async () => (await backends()) <= CONNECTIONS_MAX && network.connections() <= CONNECTIONS_MAX)

/** As Postgres itself counts them. */
const backends = () =>
  withSql(app.databaseUrl, async (sql) => {
    const rows = await sql`select 1 from pg_stat_activity where datname = current_database()`
    return rows.length
  })
