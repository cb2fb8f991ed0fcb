/** Postgres is restarted ten times while people keep working: an administrator's restart and a crash, in turn. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, startApp } from '../support/app.ts'
import { Visitor, until } from '../support/browserless.ts'
import { manyMembers } from '../support/many-members.ts'
import { viewerOf } from '../support/viewer-mark.ts'
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts'
import { withSql } from '../support/person.ts'
import { steadyLoad } from '../support/steady-load.ts'

const PER_SECOND = 100
/** Many times what waits at this rate where the machine keeps up with it: on a slower one too, who asks for `/readyz` has a short line before them. */
const AT_ONCE_MAX = 30
/** Of which one in four writes, each by a person of its own: enough for two minutes. */
const WRITERS = 3_000
const READERS = 50
const HEALTHY_WITHIN_MS = 5_000
const RESTARTS = Array.from({ length: 5 }, () => ['stop', 'kill'] as const).flat()

let own: OwnPostgres
let app: App
let members: string[]
const secret = randomBytes(32).toString('base64url')

beforeAll(async () => {
  own = await startOwnPostgres()
  app = await startApp(own.server, { AUTH_SECRET: secret, LOG_LEVEL: 'warn' })
  members = await manyMembers(app.databaseUrl, secret, READERS + WRITERS)
}, 120_000)
afterAll(async () => {
  await app?.stop()
  await own?.remove()
}, 60_000)

/** What an answer said besides its status. */
type Seen = { number: number; path: string; status: number; location: string | null; text: string; ended: string[] }

it(
  'Postgres restarted ten times under 100 requests a second: only good answers and 503, nobody is signed out, and no acknowledged write is lost or doubled [ASVS 16.5.2, 16.5.3]',
  { timeout: 180_000 },
  async () => {
    const seen: Seen[] = []
    const load = steadyLoad(PER_SECOND, (number) => ask(number, seen), AT_ONCE_MAX)
    for (const how of RESTARTS) {
      const since = seen.length
      await until('people read and write', () => [isWrite, isRead].every((kind) => seen.slice(since).filter(kind).some(isGood)))
      await own.away(how)
      await until('they are refused', () => seen.slice(since).some(({ status }) => status === 503))
      await own.back()
      await healthy()
    }
    const outcomes = await load.stop()

    expect(outcomes.filter(({ error }) => error !== null)).toEqual([])
    expect(seen.filter((one) => !isGood(one) && one.status !== 503)).toEqual([])
    expect(seen.filter(({ ended }) => ended.length > 0)).toEqual([])
    expect(app.process.exitCode).toBeNull()
    expect(app.log()).not.toContain('"level":60')
    await expectEachWriteOnce(seen.filter(isWrite))
    const [{ sessions } = { sessions: 0 }] = await withSql(
      app.databaseUrl,
      (sql) => sql<{ sessions: number }[]>`select count(*)::int as sessions from session`,
    )
    expect(sessions).toBe(members.length)
  },
)

const isWrite = ({ number }: { number: number }) => number % 4 === 0
const isRead = (one: { number: number }) => !isWrite(one)
const writerOf = (number: number) => READERS + number / 4
const nameOf = (number: number) => `Name ${number}`
/** Each of their own, so that no limit on an address is met. */
const addressOf = (who: number) => `198.18.${who >> 8}.${who & 255}`
/** Signed in, and what they asked for: neither a way to the sign-in page nor "nobody". */
const isGood = ({ path, status, location, text }: Seen) =>
  status === 200 && location === null && (path !== '/api/auth/get-session' || text.includes('"user"'))

async function ask(number: number, seen: Seen[]): Promise<Response> {
  const path = ['/settings/profile', '/app', '/api/auth/get-session', '/settings/profile'][number % 4] ?? '/app'
  const who = isWrite({ number }) ? writerOf(number) : number % READERS
  const headers = {
    accept: isWrite({ number }) ? 'application/json' : 'text/html',
    cookie: members[who] ?? '',
    'x-forwarded-for': addressOf(who),
    'sec-fetch-site': 'same-origin',
  }
  const viewer = (await viewerOf(app, headers.cookie)) ?? ''
  const post = isWrite({ number }) ? { method: 'POST', body: new URLSearchParams({ name: nameOf(number), viewer }) } : {}
  const answer = await fetch(`${app.url}${path}`, { ...post, headers, redirect: 'manual' })
  const ended = answer.headers.getSetCookie().filter((line) => /max-age=0|expires=thu, 01 jan 1970/i.test(line))
  const { status } = answer
  seen.push({ number, path, status, location: answer.headers.get('location'), text: await answer.text(), ended })
  return new Response(null, { status })
}

async function healthy(): Promise<void> {
  const deadline = Date.now() + HEALTHY_WITHIN_MS
  while ((await new Visitor(app).get('/readyz')).status !== 200)
    if (Date.now() > deadline) throw new Error('The app was not ready again in time.')
}

/** An acknowledged write is there with its one event; one that was answered with 503 is there once with its event, or not at all. */
async function expectEachWriteOnce(writes: Seen[]): Promise<void> {
  const rows = await withSql(
    app.databaseUrl,
    (sql) => sql<{ name: string; events: number }[]>`
      select "user".name, count(event.id)::int as events from "user"
      left join event on event.subject_id = "user".id and event.name = 'user.profile_changed'
      where "user".name <> 'Member' or event.id is not null group by "user".id`,
  )
  const eventsOf = new Map(rows.map(({ name, events }) => [name, events]))
  expect(rows.filter(({ events }) => events !== 1)).toEqual([])
  expect(writes.filter(isGood).filter(({ number }) => eventsOf.get(nameOf(number)) !== 1)).toEqual([])
}
