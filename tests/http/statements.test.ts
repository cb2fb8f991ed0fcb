/** What a view of each page asks of Postgres, counted between the built app and the database. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type App, startApp } from '../support/app.ts'
import { Visitor } from '../support/browserless.ts'
import { SESSION_COOKIE, createPerson, createSession, sessionCookie, signed } from '../support/person.ts'
import { type Statement, type StatementProxy, startStatementProxy } from '../support/statement-proxy.ts'

const FOR_LOOKING_UP = /from session join "user"/
/** For each, besides the session: what the page shows that is not the viewer. */
const SIGNED_IN_PAGES: Record<string, number> = {
  '/': 0,
  '/pricing': 0,
  '/settings/profile': 0,
  '/settings/profile/picture': 0,
  '/settings/appearance': 0,
  '/app': 1,
  '/settings/account': 1,
  '/settings/security/log': 3,
  '/settings/security': 3,
  '/settings/connections': 1,
  '/settings/data': 0,
  '/settings/sessions': 2,
}

let proxy: StatementProxy
let app: App
const secret = randomBytes(32).toString('base64url')

beforeAll(async () => {
  proxy = await startStatementProxy(inject('server'))
  // The queue asks Postgres on its own account, by the clock.
  app = await startApp(proxy.server, { AUTH_SECRET: secret, WORKER: 'separate' })
})
afterAll(async () => {
  await app?.stop()
  proxy?.stop()
})

async function member(hours = 24 * 7) {
  const { id } = await createPerson(app.databaseUrl)
  const { token } = await createSession(app.databaseUrl, secret, id, hours)
  const visitor = new Visitor(app)
  visitor.cookies.set(SESSION_COOKIE, signed(token, secret))
  return visitor
}

/** Of the second view: the first of a page makes connections and prepares statements. */
async function statementsOf(visitor: Visitor, path: string): Promise<Statement[]> {
  await visitor.get(path)
  return proxy.during(async () => expect(await visitor.get(path)).toMatchObject({ status: 200 }))
}

describe('a view of somebody who is signed in', () => {
  it.each(Object.entries(SIGNED_IN_PAGES))(
    'looks the session up with one prepared statement: %s, and %i besides',
    async (path, besides) => {
      const statements = await statementsOf(await member(), path)
      const lookups = statements.filter(({ text }) => FOR_LOOKING_UP.test(text))
      expect(lookups).toEqual([{ text: expect.anything(), name: expect.stringMatching(/./) }])
      expect(statements.filter((statement) => !lookups.includes(statement))).toHaveLength(besides)
    },
  )

  it('is one statement for `get-session`, prepared by name', async () => {
    const visitor = await member()
    expect(await statementsOf(visitor, '/api/auth/get-session')).toEqual([
      { text: expect.stringMatching(FOR_LOOKING_UP), name: expect.stringMatching(/./) },
    ])
  })

  it('writes once where the session is to be renewed, and not at the next view', async () => {
    const visitor = await member(24)
    const texts = (await proxy.during(() => visitor.get('/settings/profile'))).map(({ text }) => text)
    expect(texts).toEqual([expect.stringMatching(FOR_LOOKING_UP), expect.stringMatching(/^update "session"/)])
    expect(await proxy.during(() => visitor.get('/settings/profile'))).toHaveLength(1)
  })
})

describe('a change', () => {
  it('prepares each statement by name, through Drizzle and through Better Auth: Postgres parses and plans it once', async () => {
    const visitor = await member()
    const change = () => visitor.post('/settings/profile', { name: 'Another' }, { json: true })
    await change()
    const statements = await proxy.during(async () => expect(await change()).toMatchObject({ status: 200 }))
    const withValues = statements.filter(({ text }) => text.includes('$1'))
    expect(withValues.length).toBeGreaterThan(2)
    expect(withValues.filter(({ name }) => name === '')).toEqual([])
  })
})

describe('a view of somebody who is not', () => {
  it.each(['/', '/pricing', '/sign-in', '/sign-up', '/forgot-password', '/terms', '/api/auth/get-session'])(
    'asks nothing of Postgres, with no cookie and with one that we have not signed: %s',
    async (path) => {
      const forger = new Visitor(app)
      forger.cookies.set(SESSION_COOKIE, sessionCookie('x'.repeat(32), 'another secret').slice(SESSION_COOKIE.length + 1))
      for (const visitor of [new Visitor(app), forger]) expect(await statementsOf(visitor, path)).toEqual([])
    },
  )

  it('asks once where the cookie is one of ours whose session has ended', async () => {
    const visitor = new Visitor(app)
    visitor.cookies.set(SESSION_COOKIE, signed('x'.repeat(32), secret))
    expect(await statementsOf(visitor, '/')).toHaveLength(1)
  })
})
