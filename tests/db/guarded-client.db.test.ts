import postgres from 'postgres'
import { afterAll, expect, it } from 'vitest'

const AT_ONCE = 40

const driver = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
afterAll(() => driver.end({ timeout: 1 }))

it('answers each statement with its own row when Postgres has forgotten how they were prepared (mixed-up answers)', async () => {
  const [{ CircuitBreaker }, { ConnectionSlots }, { guardedClient }] = await Promise.all([
    import('#db/circuit-breaker.server.ts'),
    import('#db/connection-slots.server.ts'),
    import('#db/guarded-client.server.ts'),
  ])
  const breaker = new CircuitBreaker(
    async () => true,
    () => {},
  )
  // More slots than connections, so that the driver has several statements for one.
  const sql = guardedClient(() => driver, { breaker, slots: new ConnectionSlots(AT_ONCE), replace: () => {} })
  // One without parameters is prepared and answered in one step, so another would get its row.
  const ask = async (number: number) =>
    (number < 0 ? await sql`select -1 as number` : await sql`select ${number}::int as number`)[0]?.number
  const numbers = Array.from({ length: AT_ONCE }, (_, turn) => (turn % 2 === 0 ? turn : -1))
  const answers = async () =>
    (await Promise.allSettled(numbers.map(ask))).map((answer) => (answer.status === 'fulfilled' ? answer.value : 'refused'))

  expect(await answers()).toEqual(numbers)
  await driver.unsafe('deallocate all')
  expect(await answers()).toEqual(numbers)
})
