/** How a failure shows itself in `npm run dev`. That production shows none of it: tests/http/failures.test.ts. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readMigrations } from '#platform/db/migrations.server.ts'
import { type DevServer, startDev } from '../../e2e/dev-server.ts'
import { MIGRATIONS } from '../../scripts/checkout.ts'
import { createTestDatabase } from '../support/database.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'

const START_TIMEOUT_MS = 240_000
const ADVICE = 'No migration is pending. If the schema has it, run npm run db:generate; npm run dev applies what it writes.'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let dev: DevServer
let cookie: string
let viewer: string

beforeAll(async () => {
  const secret = randomBytes(32).toString('base64url')
  database = await createTestDatabase(inject('server'))
  dev = await startDev(undefined, { DATABASE_URL: database.url, AUTH_SECRET: secret })
  viewer = (await createPerson(database.url)).id
  const session = await createSession(database.url, secret, viewer)
  cookie = session.cookie.replace(/^gatehouse/, await cookiePrefix())
}, START_TIMEOUT_MS)
afterAll(async () => {
  await dev?.stop()
  await database?.drop()
})

/** Each checkout has its own. */
async function cookiePrefix(): Promise<string> {
  const [line = ''] = (await fetch(`${dev.url}/sign-in?notice=session_needed`, { redirect: 'manual' })).headers.getSetCookie()
  return line.slice(0, line.indexOf('.'))
}

const ask = (path: string, init: RequestInit = {}) => fetch(`${dev.url}${path}`, { ...init, headers: { cookie, ...init.headers } })

async function whileBroken<T>(breakIt: string, work: () => Promise<T>, mendIt: string): Promise<T> {
  await withSql(database.url, (sql) => sql.unsafe(breakIt))
  return work().finally(() => withSql(database.url, (sql) => sql.unsafe(mendIt)))
}
const withoutPasskeys = <T>(work: () => Promise<T>) =>
  whileBroken('alter table passkey rename to passkey_away', work, 'alter table passkey_away rename to passkey')

describe('a failure in development', () => {
  it('is on the page with frames of ours first and advice on a missing table, and one line in the terminal', async () => {
    const page = await withoutPasskeys(async () => (await ask('/settings/security')).text())
    const shown = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
    const places = [
      'relation &quot;passkey&quot; does not exist (42P01)',
      ADVICE,
      'src/features/security/security.server.ts:',
      'node_modules/',
    ]
    for (const text of places) expect(shown).toContain(text)
    expect(places.toSorted((a, b) => shown.indexOf(a) - shown.indexOf(b))).toEqual(places)
    const lines = dev
      .terminal()
      .split('\n')
      .filter((line) => line.includes('relation "passkey" does not exist'))
    expect(lines).toEqual([
      expect.stringMatching(
        /^ERROR server function failed {2}PostgresError: .* at async \S+ \(src\/features\/security\/security\.server\.ts:.* function=getSecurity$/,
      ),
    ])
    expect(lines[0]).not.toContain('node_modules')
  })

  it('names the migration that is pending, for a missing column too', async () => {
    const [newest] = readMigrations(MIGRATIONS).toReversed()
    const when = newest?.when ?? 0
    await withSql(database.url, (sql) => sql`delete from drizzle.migrations where created_at = ${when}`)
    try {
      const page = await whileBroken(
        'alter table passkey rename column user_id to user_away',
        async () => (await ask('/settings/security')).text(),
        'alter table passkey rename column user_away to user_id',
      )
      expect(page).toContain('(42703)')
      expect(page).toContain(`Migration drizzle/${newest?.file} is pending: run npm run db:migrate.`)
    } finally {
      await withSql(database.url, (sql) => sql`insert into drizzle.migrations (hash, created_at) values (${newest?.hash ?? ''}, ${when})`)
    }
  })

  it('is in the answer of an endpoint, and in the refusal of a form', async () => {
    const answer = await whileBroken(
      'alter table session rename to session_away',
      async () => (await ask('/api/auth/get-session')).json(),
      'alter table session_away rename to session',
    )
    expect(answer).toMatchObject({ code: 'INTERNAL', development: { errors: [expect.stringContaining('(42P01)')] } })
    const headers = { accept: 'application/json', 'sec-fetch-site': 'same-origin' }
    const post = { method: 'POST', headers, body: new URLSearchParams({ name: 'Another Name', viewer }) }
    const refusal = await whileBroken(
      'alter table event rename to event_away',
      async () => (await ask('/settings/profile', post)).json(),
      'alter table event_away rename to event',
    )
    expect(refusal.problems.map(({ message }: { message: string }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining('relation "event" does not exist (42P01)'), ADVICE]),
    )
  })
})
