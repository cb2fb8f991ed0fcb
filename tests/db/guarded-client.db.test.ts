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
  const numbers = Array.from({ length: AT_ONCE }, (_, number) => number)
  const askAll = () => Promise.all(numbers.map(async (number) => (await sql`select ${number}::int as number`)[0]?.number))

  expect(await askAll()).toEqual(numbers)
  await driver.unsafe('deallocate all')
  expect(await askAll()).toEqual(numbers)
})
