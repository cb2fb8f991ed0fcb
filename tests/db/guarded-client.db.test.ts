import { setImmediate } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, describe, expect, it } from 'vitest'
import { startToxics } from '../support/toxics.ts'

const AT_ONCE = 40
/** More than a deadline, less than two. */
const REFUSED_WITHIN_MS = 10_000

const closings: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closings.map((close) => close())))

/** A guarded pool behind a network that can fail. `pools`: how many there have been. */
async function poolOf(connections: number, slots = connections) {
  const [{ CircuitBreaker }, { ConnectionSlots }, { guardedClient }, { openSessionConnection }] = await Promise.all([
    import('#platform/db/circuit-breaker.server.ts'),
    import('#platform/db/connection-slots.server.ts'),
    import('#platform/db/guarded-client.server.ts'),
    import('#platform/db/session-connection.server.ts'),
  ])
  const network = await startToxics(process.env.DATABASE_URL ?? '')
  const pools: postgres.Sql[] = []
  const open = () => pools.unshift(postgres(network.url, { max: connections, onnotice: () => {} }))
  open()
  closings.push(async () => {
    await Promise.all(pools.map((pool) => pool.end({ timeout: 0 })))
    await network.stop()
  })
  const breaker = new CircuitBreaker(
    async () => true,
    () => {},
  )
  const pool = () => pools[0] ?? postgres()
  const loseConnections = () => {
    network.poison('half-open')
    network.poison(null)
  }
  const sql = guardedClient(pool, { breaker, slots: new ConnectionSlots(slots), replace: open })
  return { sql, lookUp: openSessionConnection(pool, breaker, open), loseConnections, pool, pools }
}

describe.concurrent('the pool', () => {
  it('answers each statement with its own row when Postgres has forgotten how they were prepared (mixed-up answers)', async () => {
    // More slots than connections, so that the driver has several statements for one.
    const { sql, pool } = await poolOf(1, AT_ONCE)
    // One without parameters is prepared and answered in one step, so another would get its row.
    const ask = async (number: number) =>
      (number < 0 ? await sql`select -1 as number` : await sql`select ${number}::int as number`)[0]?.number
    const numbers = Array.from({ length: AT_ONCE }, (_, turn) => (turn % 2 === 0 ? turn : -1))
    const answers = async () =>
      (await Promise.allSettled(numbers.map(ask))).map((answer) => (answer.status === 'fulfilled' ? answer.value : 'refused'))
    expect(await answers()).toEqual(numbers)
    await pool().unsafe('deallocate all')
    expect(await answers()).toEqual(numbers)
  })

  it('is replaced when a connection is dead, before the statement on it is refused', async () => {
    const { sql, loseConnections, pools } = await poolOf(1)
    await sql`select 1`
    loseConnections()
    await expect(sql`select 1`).rejects.toThrow('the database does not answer')
    expect(await sql`select 2 as two`).toEqual([{ two: 2 }])
    expect(pools).toHaveLength(2)
  })

  it('stays when it is only busy: what got its connection late, or never, is refused, and not done later', async () => {
    const { sql, pools } = await poolOf(1)
    const [slow, late] = [sql`select pg_sleep(4)`.execute(), sql`select pg_sleep(4)`.execute()]
    await setImmediate()
    const never = [sql`create table late ()`, sql.begin((tx) => tx`create table late ()`)]
    const refused = await Promise.allSettled([late, ...never])
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    await slow
    expect(await sql`select to_regclass('late') as late`).toEqual([{ late: null }])
    expect(pools).toHaveLength(1)
  })

  it.each(['begin', 'statement', 'commit'])('is replaced when nothing answers the %s of a transaction, which is refused', async (when) => {
    const { sql, loseConnections, pools } = await poolOf(1)
    await sql`select 1`
    if (when === 'begin') loseConnections()
    const asked = performance.now()
    const work = sql.begin(async (tx) => {
      await tx`select 1`
      loseConnections()
      if (when === 'statement') await tx`select 2`
    })
    await expect(work).rejects.toThrow('the database does not answer')
    expect(performance.now() - asked).toBeLessThan(REFUSED_WITHIN_MS)
    expect(await sql`select 2 as two`).toEqual([{ two: 2 }])
    expect(pools).toHaveLength(2)
  })

  it('sends nothing more in a transaction whose connection is lost', async () => {
    const { sql } = await poolOf(1)
    const work = sql.begin(async (tx) => {
      await tx`select pg_terminate_backend(pg_backend_pid())`.catch(() => {})
      await tx`select 2`
    })
    await expect(work).rejects.toThrow('CONNECTION_CLOSED')
  })
})

describe.concurrent('the session connection', () => {
  it('is replaced when it is dead, before the statement on it is refused', async () => {
    const { lookUp, loseConnections, pools } = await poolOf(1)
    await lookUp`select 1`
    loseConnections()
    await expect(lookUp`select 1`).rejects.toThrow('the database does not answer')
    expect(await lookUp`select 2 as two`).toEqual([{ two: 2 }])
    expect(pools).toHaveLength(2)
  })
})
