import { afterAll, describe, expect, it } from 'vitest'
import { until } from '../support/browserless.ts'
import { startValkey } from '../support/valkey.ts'

/** A real one, to hold these tests to: VALKEY_URL=redis://127.0.0.1:6379 npx vitest run tests/limits/valkey.db.test.ts */
const standIn = process.env.VALKEY_URL ? null : await startValkey()
process.env.VALKEY_URL ||= standIn?.url

await import('./count.db.test.ts')

const { countTry, limitOf } = await import('#platform/rate-limits/count.server.ts')
const { sql } = await import('#platform/db/client.server.ts')

afterAll(() => standIn?.close())

const { max } = limitOf('export')
const inPostgres = async () => (await sql<{ count: number }[]>`select count from try_count`).map(({ count }) => count)
const tries = (whom: string, times: number) => Promise.all(Array.from({ length: times }, () => passes(whom)))
const passes = (whom: string) =>
  countTry('export', whom).then(
    () => true,
    () => false,
  )

describe.runIf(standIn !== null)('a Valkey', () => {
  it('that counts leaves nothing to write in Postgres', async () => {
    expect((await tries('someone', max + 5)).filter(Boolean)).toHaveLength(max)
    expect(await inPostgres()).toEqual([])
  })

  it.each([
    ['is gone', () => standIn?.close(), () => standIn?.open()],
    ['says nothing', async () => standIn?.hang(true), async () => standIn?.hang(false)],
  ])('that %s leaves the counting to Postgres, and takes it again when it is back', async (what, away, back) => {
    await away()
    expect((await tries(what, max + 5)).filter(Boolean)).toHaveLength(max)
    expect(await inPostgres()).toEqual([max])
    await back()
    await until('Valkey counts again', async () => {
      await passes(what)
      return standIn?.keys().some((key) => key.startsWith('gatehouse:tries:')) ?? false
    })
    await sql`delete from try_count`
    standIn?.empty()
  })
})
