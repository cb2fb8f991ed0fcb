/** What production says of an unexpected error: a reference. That development shows it: tests/scripts/dev-failures.test.ts. */
import { describe, expect, it } from 'vitest'
import { useOwnApp } from '../support/own-app.ts'
import { withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'

/** Whatever the shell says. */
const site = useOwnApp({ NODE_ENV: 'development', MODE: 'development', DEV: 'true' })
const DETAILS = /passkey_away|does not exist|42P01|migration is pending|\.server\b|node_modules|"?development"?:|select count|Failed query/

async function whileRenamed<T>(table: string, work: () => Promise<T>): Promise<T> {
  const { databaseUrl } = site().app
  await withSql(databaseUrl, (sql) => sql`alter table ${sql(table)} rename to ${sql(`${table}_away`)}`)
  return work().finally(() => withSql(databaseUrl, (sql) => sql`alter table ${sql(`${table}_away`)} rename to ${sql(table)}`))
}

describe('a failure in production', () => {
  it('tells a page, an endpoint and a form a reference, and nothing of the error; its log line is JSON [ASVS 16.5.1]', async () => {
    const { visitor } = await signedIn(site())
    const page = await whileRenamed('passkey', () => visitor.get('/settings/security'))
    const endpoint = await whileRenamed('session', () => visitor.get('/api/auth/get-session'))
    const form = await whileRenamed('event', () => visitor.post('/settings/profile', { name: 'Another Name' }, { json: true }))
    expect([page.status, endpoint.status, form.status]).toEqual([500, 500, 500])
    for (const { text } of [page, endpoint, form]) {
      expect(text).toMatch(/[\da-f]{8}/)
      expect(text).not.toMatch(DETAILS)
    }
    const log = await site().app.settledLog()
    const lines = log.split('\n').filter((line) => line.includes('does not exist'))
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['server function failed', 'auth request failed', 'form failed'])
  })
})
