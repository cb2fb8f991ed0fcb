/** The built app on a database of its own, once a worker; people, mail and a client address of its own, once a test. */
import { test as base, expect } from '@playwright/test'
import { randomBytes, randomInt } from 'node:crypto'
import postgres from 'postgres'
import { z } from 'zod'
import { type StandInGithub, startStandInGithub } from '../scripts/stand-in-github/server.ts'
import { type App, startApp } from '../tests/support/app.ts'
import { type TestServer, openTestServer } from '../tests/support/database.ts'
import { keepSecrets, leaksIn, secretsSince } from './leak-watch.ts'
import { type Mails, mailsAt } from './mail.ts'
import { PASSWORD_MARK, type People, peopleOf } from './people.ts'
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts'

export { expect } from '@playwright/test'
export { newPassword, type Stranger } from './people.ts'

const RequestLineSchema = z.object({ query: z.array(z.string()) })
export const START_TIMEOUT_MS = 120_000

export type RunningApp = App & { sql: postgres.Sql; authSecret: string; proxy: RecordingProxy; github: StandInGithub }
type TestFixtures = {
  mail: Mails
  people: People
  github: StandInGithub
  address: string
  /** Secrets in what the app has answered and logged since this was last called. */
  leaks: () => Promise<string[]>
  watched: void
}

export const anyAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`

export const test = base.extend<TestFixtures, { app: RunningApp }>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const server = await openTestServer()
      await withApp(server, use)
      await server.stop()
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],

  baseURL: async ({ app }, use) => use(app.url),

  /** Limits are per client address: one each keeps tests out of each other's way. */
  // oxlint-disable-next-line no-empty-pattern -- as above
  address: async ({}, use) => use(anyAddress()),
  extraHTTPHeaders: async ({ address }, use) => use({ 'x-forwarded-for': address }),

  people: async ({ app }, use) => use(peopleOf(app.sql, app.url, app.authSecret)),
  github: async ({ app }, use) => use(app.github),
  mail: async ({ app }, use) => use(mailsAt(app.mail.apiUrl, app.url)),

  leaks: async ({ app }, use) => {
    // Postgres' clock is this machine's: a moment earlier is early enough.
    const since = new Date(Date.now() - 1000)
    let logged = app.log().length
    app.proxy.take()
    await use(async () => {
      const log = (await app.settledLog()).slice(logged)
      logged += log.length
      return leaksIn(app.proxy.take(), log, await secretsSince(app.sql, since, app.authSecret, app.databaseUrl))
    })
  },

  /** No test's secrets may reach a page or the log; a failing test shows what the app wrote meanwhile. */
  watched: [
    async ({ app, leaks }, use, testInfo) => {
      const before = app.log().length
      await use()
      const written = (await app.settledLog().catch(app.log)).slice(before)
      if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('app.log', { body: written, contentType: 'text/plain' })
      expect(await leaks(), 'secrets that were told').toEqual([])
      expect(written).not.toContain(PASSWORD_MARK)
      expect(queryNames(written)).not.toContain('password')
    },
    { auto: true },
  ],
})

/** The app over a proxy that records, with GitHub's stand-in, for as long as `use` runs. */
export async function withApp(server: TestServer, use: (app: RunningApp) => Promise<void>): Promise<void> {
  const authSecret = randomBytes(32).toString('base64url')
  const proxy = await startRecordingProxy()
  const github = await startStandInGithub({ appOrigin: () => proxy.url })
  const app = await startApp(server, { AUTH_SECRET: authSecret, APP_URL: proxy.url, ...github.env })
  proxy.forwardTo(app.url)
  const sql = postgres(app.databaseUrl, { max: 2, onnotice: () => {} })
  await keepSecrets(sql)
  await use({ ...app, url: proxy.url, sql, authSecret, proxy, github })
  await sql.end({ timeout: 1 })
  await proxy.stop()
  await app.stop()
  await github.stop()
}

/** Of all requests in a log of JSON lines. */
export function queryNames(log: string): string[] {
  const lines = log.split('\n').filter((line) => line.includes('"msg":"request"'))
  return lines.flatMap((line) => RequestLineSchema.parse(JSON.parse(line)).query)
}
