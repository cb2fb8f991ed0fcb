import { describe, expect, it } from 'vitest'
import { db, sql } from '#platform/db/client.server.ts'
import { enqueue, queue } from '#platform/jobs/queue.server.ts'
import { DEAD, queueNames } from '#platform/jobs/queues.ts'

const waiting = async () => Number((await sql`select count(*) from pgboss.job where name = 'event.react'`)[0]?.count)

describe('the job queue', () => {
  it('has every queue after the migration', async () => {
    const queues = await (await queue()).getQueues()
    expect(queues.map(({ name }) => name).toSorted()).toEqual([DEAD, ...queueNames()].toSorted())
  })

  it('keeps each job for as long as it is tried, and sends it where somebody looks after that', async () => {
    for (const queueOf of await (await queue()).getQueues(queueNames())) {
      const { name, retryLimit = 0, retryDelayMax = 0, retentionSeconds = 0, deadLetter } = queueOf
      expect({ name, isKept: retryLimit * retryDelayMax < retentionSeconds, deadLetter }).toEqual({ name, isKept: true, deadLetter: DEAD })
    }
  })

  it('keeps house on the app’s own pool: maintenance runs its scripts of several statements', async () => {
    const boss = await queue()
    const problems: unknown[] = []
    boss.on('error', (error) => problems.push(error))
    await boss.supervise()
    for (const name of queueNames()) await boss.supervise(name)
    expect(problems).toEqual([])
  })

  it('forgets a job whose transaction fails, and shares its transaction’s other writes [ASVS 2.3.3]', async () => {
    const before = await waiting()
    const failing = db.transaction(async (tx) => {
      await enqueue(tx, 'event.react', { eventId: crypto.randomUUID() })
      throw new Error('after the job was written')
    })
    await expect(failing).rejects.toThrow('after the job was written')
    expect(await waiting()).toBe(before)
    await enqueue(db, 'event.react', { eventId: crypto.randomUUID() })
    expect(await waiting()).toBe(before + 1)
  })
})
