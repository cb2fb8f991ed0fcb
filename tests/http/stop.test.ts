/** How the process ends: nothing that was sent to it is lost. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import postgres from 'postgres'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { type App, type AppProcess, BUILT_SERVER, startApp, startProcess } from '../support/app.ts'
import { type Balancer, startBalancer } from '../support/balancer.ts'
import { Visitor, until } from '../support/browserless.ts'
import { keepAliveClient } from '../support/keep-alive-client.ts'
import { anyPort } from '../../scripts/free-port.ts'
import { withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'
import { steadyLoad } from '../support/steady-load.ts'

const SECRET = randomBytes(32).toString('base64url')
const DRILL_TIMEOUT_MS = 120_000

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function start(variables: Record<string, string> = {}): Promise<App> {
  const app = await startApp(inject('server'), { AUTH_SECRET: SECRET, ...variables })
  ends.push(() => app.stop())
  return app
}

const exitCodeOf = async ({ process }: AppProcess): Promise<number | null> => {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
  return process.exitCode
}

/** The same again at the same port, as whatever supervises it starts it. */
async function startAgain({ url, variables }: AppProcess): Promise<AppProcess> {
  const again = await startProcess(url, BUILT_SERVER, variables)
  ends.push(() => again.process.kill('SIGKILL'))
  return again
}

/** A page of somebody's waits meanwhile. */
async function whileSessionsAreLocked({ databaseUrl }: App, work: () => Promise<void>): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 })
  await sql.begin(async (tx) => {
    await tx`lock table session in access exclusive mode`
    await work()
  })
  await sql.end()
}

const untilOneWaits = ({ databaseUrl }: App): Promise<void> =>
  until('it waits', () =>
    withSql(databaseUrl, async (sql) => {
      const waiting = await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
      return waiting.length > 0
    }),
  )

const untilNoneIsTaken = ({ url }: App): Promise<void> =>
  until('no connection is taken', () =>
    fetch(url, { headers: { connection: 'close' } }).then(
      () => false,
      () => true,
    ),
  )

describe('SIGTERM', () => {
  it('under load, with CI and TEST set: every request that was sent is answered, and the process ends with 0', async () => {
    const app = await start({ CI: '1', TEST: '1' })
    const clients = Array.from({ length: 6 }, () => keepAliveClient(`${app.url}/sign-in`, { 'accept-encoding': 'br' }))
    await until('all are answered', () => clients.every(({ answered }) => answered() > 2))
    app.process.kill('SIGTERM')
    expect(await Promise.all(clients.map(({ ended }) => ended))).toEqual(clients.map(() => []))
    expect(await exitCodeOf(app)).toBe(0)
  })

  it('lets a request end that is waiting for Postgres, whose answer says that it is the last', async () => {
    const app = await start()
    const { visitor } = await signedIn({ app, secret: SECRET })
    let page: ReturnType<Visitor['get']> | undefined
    await whileSessionsAreLocked(app, async () => {
      page = visitor.get('/app')
      await untilOneWaits(app)
      app.process.kill('SIGTERM')
      await untilNoneIsTaken(app)
    })
    const answer = await page
    expect([answer?.status, answer?.headers.get('connection')]).toEqual([200, 'close'])
    expect(await exitCodeOf(app)).toBe(0)
  })

  it.each(['before', 'after'])(
    'answers what a client sends behind a request that still waits, %s the signal: the last answer is the one that says so',
    async (when) => {
      const app = await start({ LOG_LEVEL: 'debug' })
      const { visitor } = await signedIn({ app, secret: SECRET })
      const line = connect(Number(new URL(app.url).port), 'localhost')
      const answers = text(line)
      const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${visitor.cookieHeader}\r\n\r\n`
      await whileSessionsAreLocked(app, async () => {
        line.write(when === 'before' ? request('/app').repeat(2) : request('/app'))
        await untilOneWaits(app)
        app.process.kill('SIGTERM')
        await untilNoneIsTaken(app)
        if (when === 'before') return
        line.write(request('/healthz'))
        await until('the second has arrived', () => app.log().includes('"path":"/healthz"'))
      })
      expect((await answers).match(/HTTP\/1\.1 \d+|connection: [\w-]+/gi)).toEqual([
        'HTTP/1.1 200',
        'Connection: keep-alive',
        'HTTP/1.1 200',
        'Connection: close',
      ])
      expect(await exitCodeOf(app)).toBe(0)
    },
  )

  it('is told to whoever balances the load before the port closes; a second one ends it at once, with 1', async () => {
    const app = await start({ STOP_DELAY_SECONDS: '60' })
    const visitor = new Visitor(app)
    app.process.kill('SIGTERM')
    await until('it is not ready', async () => (await visitor.get('/readyz')).text === 'stopping\n')
    expect(await visitor.get('/readyz')).toMatchObject({ status: 503 })
    expect(await visitor.get('/healthz')).toMatchObject({ status: 200 })
    expect(await visitor.get('/sign-in')).toMatchObject({ status: 200 })
    app.process.kill('SIGTERM')
    expect(await exitCodeOf(app)).toBe(1)
  })
})

describe('two instances behind a balancer that asks whether they are ready', () => {
  it('are rolled one after the other under load, and no request fails', { timeout: DRILL_TIMEOUT_MS }, async () => {
    const one = await start({ STOP_DELAY_SECONDS: '2' })
    const other = await startAgain({ ...one, url: `http://localhost:${await anyPort()}` })
    const balancer: Balancer = await startBalancer([one.url, other.url])
    ends.push(balancer.stop)
    const { visitor } = await signedIn({ app: { ...one, url: balancer.url }, secret: SECRET })
    const cookie = visitor.cookieHeader
    const load = steadyLoad(20, () => fetch(`${balancer.url}/app`, { headers: { cookie }, redirect: 'manual' }))
    for (const instance of [one, other]) {
      instance.process.kill('SIGTERM')
      expect(await exitCodeOf(instance)).toBe(0)
      await startAgain(instance)
      await until('both are ready', () => balancer.ready().length === 2)
    }
    const outcomes = await load.stop()
    expect(outcomes.length).toBeGreaterThan(40)
    expect(outcomes.filter(({ status }) => status !== 200)).toEqual([])
  })
})

describe('kill -9', () => {
  it('under load loses no acknowledged write, and the next process serves at once at the same port', async () => {
    const app = await start()
    const { visitor, person } = await signedIn({ app, secret: SECRET })
    let acknowledged = ''
    let sent = ''
    const writing = (async () => {
      for (let number = 0; ; number += 1) {
        sent = `Name ${number}`
        const { status } = await visitor.post('/settings/profile', { name: sent }, { json: true })
        if (status === 200) acknowledged = sent
      }
    })().catch(() => {})
    const reader = keepAliveClient(`${app.url}/sign-in`)
    await until('both are answered', () => acknowledged !== '' && reader.answered() > 3)
    app.process.kill('SIGKILL')
    await Promise.all([writing, reader.ended])
    await startAgain(app)
    const [row] = await withSql(app.databaseUrl, (sql) => sql<{ name: string }[]>`select name from "user" where id = ${person.id}`)
    expect(row?.name).toBeOneOf([acknowledged, sent])
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
    expect(await visitor.post('/settings/profile', { name: 'After' }, { json: true })).toMatchObject({ status: 200 })
  })
})
