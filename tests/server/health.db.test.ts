import { describe, expect, it, vi } from 'vitest'
import { builtMigrations } from '#platform/db/built-migrations.server.ts'
import { sql } from '#platform/db/client.server.ts'

const { asked } = vi.hoisted(() => ({ asked: { count: 0 } }))

/** The real client, whose statements are counted. */
vi.mock('#platform/db/client.server.ts', async (original) => {
  const real = await original<{ sql: object }>()
  const counting = new Proxy(real.sql, {
    apply(client, self, parts) {
      asked.count += 1
      return Reflect.apply(client as () => unknown, self, parts)
    },
  })
  return { ...real, sql: counting }
})

const LOOK_MS = 500

/** As a process that has just started. */
async function freshly(): Promise<typeof import('#platform/http/health.server.ts')> {
  vi.resetModules()
  await import('#features/index.server.ts')
  return import('#platform/http/health.server.ts')
}

async function said(asking: Response | Promise<Response>): Promise<[status: number, text: string]> {
  const answer = await asking
  return [answer.status, await answer.text()]
}

describe('whether a process is ready', () => {
  it('names a migration that is missing, also an older one, and accepts one that is newer than the build (rolling upgrade)', async () => {
    const { answerReady } = await freshly()
    await sql`insert into drizzle.migrations (hash, created_at) values ('of the next version', ${Date.now()})`
    const [{ when } = { when: 0 }] = builtMigrations
    const [row] = await sql`delete from drizzle.migrations where created_at = ${when} returning hash, created_at`
    expect(await said(answerReady())).toEqual([503, 'migrations missing\n'])
    await sql`insert into drizzle.migrations ${sql(row ?? {})}`
    expect(await said((await freshly()).answerReady())).toEqual([200, 'ready\n'])
  })

  it('names a job queue that is missing', async () => {
    await sql`alter table pgboss.queue rename to queue_away`
    expect(await said((await freshly()).answerReady())).toEqual([503, 'job queue missing\n'])
    await sql`alter table pgboss.queue_away rename to queue`
    expect(await said((await freshly()).answerReady())).toEqual([200, 'ready\n'])
  })

  it('is not asked of Postgres by everyone who asks: a flood of probes makes one statement in half a second (denial of service)', async () => {
    const { answerReady } = await freshly()
    await answerReady()
    asked.count = 0
    const started = performance.now()
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 500 }, answerReady))
    expect(asked.count).toBeLessThanOrEqual(1 + (performance.now() - started) / LOOK_MS)
  })

  it('is over when it is told to stop, and the process is still alive', async () => {
    const { answerReady, answerHealth, stopBeingReady } = await freshly()
    stopBeingReady()
    expect(await said(answerReady())).toEqual([503, 'stopping\n'])
    expect(await said(answerHealth())).toEqual([200, 'ok\n'])
  })
})
