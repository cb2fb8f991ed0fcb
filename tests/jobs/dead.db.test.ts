import { beforeEach, describe, expect, it } from 'vitest'
import { db, sql } from '#platform/db/client.server.ts'
import { countDead, list, overview } from '#features/jobs/jobs.server.ts'
import { enqueue, queue } from '#platform/jobs/queue.server.ts'
import { DEAD } from '#platform/jobs/queues.ts'

/** The last try of a job fails. Returns the job's id. */
async function useUp(): Promise<string> {
  const boss = await queue()
  const id = crypto.randomUUID()
  await enqueue(db, 'event.react', { eventId: 'CANARY' }, { id })
  await sql`update pgboss.job set retry_count = retry_limit where id = ${id}`
  const jobs = await boss.fetch('event.react', { batchSize: 100 })
  expect(jobs.map((job) => job.id)).toEqual([id])
  await boss.fail('event.react', id, { error: 'Error E1' })
  return id
}

beforeEach(async () => void (await sql`delete from pgboss.job`))

describe('a job whose tries are used up', () => {
  it('lies among the dead for thirty days, with where it came from and what went wrong', async () => {
    const id = await useUp()
    const [dead] = await sql`
      select source_name, source_root_id, source_output, keep_until > now() + interval '29 days' as "isKept" from pgboss.job where name = ${DEAD}`
    expect(dead).toEqual({ source_name: 'event.react', source_root_id: id, source_output: { error: 'Error E1' }, isKept: true })
  })

  it('comes back as another job, which knows the id that its effect hangs on', async () => {
    const id = await useUp()
    const boss = await queue()
    expect(await boss.redrive(DEAD)).toBe(1)
    const [job] = await boss.fetch('event.react', { includeMetadata: true })
    expect(job).toMatchObject({ sourceRootId: id, retryCount: 0, deadLetter: DEAD })
    expect(job?.id).not.toBe(id)
  })
})

describe('what an administrator sees', () => {
  it('is how many wait, fail and are given up in each queue, and since when', async () => {
    await useUp()
    await enqueue(db, 'event.react', { eventId: 'x' })
    await enqueue(db, 'account.erase', { userId: 'x' }, { startAfter: new Date(Date.now() + 86_400_000) })
    const queues = await overview()
    expect(queues.find(({ name }) => name === 'event.react')).toMatchObject({ waiting: 1, running: 0, retrying: 0, dead: 1 })
    expect(queues.find(({ name }) => name === 'event.react')?.oldestWaitingSince).toMatch(/^2\d{3}-.*Z$/)
    expect(queues.find(({ name }) => name === 'account.erase')).toMatchObject({
      waiting: 1,
      oldestWaitingSince: null,
      lastCompletedAt: null,
    })
    expect(queues.find(({ name }) => name === 'mail.send')).toMatchObject({ waiting: 0, dead: 0 })
  })

  it('is each failed job by id, tries and the name of its error, and nothing it holds', async () => {
    await useUp()
    await enqueue(db, 'event.react', { eventId: 'CANARY' })
    await sql`update pgboss.job set state = 'retry', retry_count = 2, output = '{"value":{"message":"job timed out"}}' where name = 'event.react' and state = 'created'`
    const all = await list({ page: 9 })
    expect(all).toMatchObject({ total: 2, page: 1, pageCount: 1 })
    expect(all.jobs.map(({ state, tries, error }) => ({ state, tries, error }))).toEqual(
      expect.arrayContaining([
        { state: 'dead', tries: 9, error: 'Error E1' },
        { state: 'retrying', tries: 3, error: null },
      ]),
    )
    expect(JSON.stringify(all)).not.toContain('CANARY')
    expect(await list({ page: 1, state: 'dead' })).toMatchObject({ total: 1, jobs: [{ queue: 'event.react' }] })
    expect(await list({ page: 1, state: 'dead', queue: 'mail.send' })).toMatchObject({ total: 0, jobs: [] })
    expect(await countDead({ queue: 'event.react' })).toBe(1)
    expect(await countDead({ id: all.jobs.find(({ state }) => state === 'dead')?.id ?? '' })).toBe(1)
  })
})
