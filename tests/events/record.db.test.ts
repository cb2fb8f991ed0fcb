import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db, sql } from '#platform/db/client.server.ts'
import { event } from '#platform/db/schema/index.ts'
import { record } from '#platform/events/record.server.ts'

const subjectId = '01900000-0000-7000-8000-000000000001'
const jobs = async () => Number((await sql`select count(*) from pgboss.job where name = 'event.react'`)[0]?.count)

describe('record', () => {
  it('writes the event and the job that tells of it', async () => {
    const before = await jobs()
    await db.transaction((tx) => record(tx, { name: 'user.profile_changed', actorId: subjectId, subjectId, userAgent: 'x'.repeat(1000) }))
    const rows = await db.select().from(event).where(eq(event.subjectId, subjectId))
    expect(rows).toMatchObject([{ name: 'user.profile_changed', actorId: subjectId, userAgent: 'x'.repeat(400) }])
    expect(await jobs()).toBe(before + 1)
  })

  it('writes neither when the change is rolled back [ASVS 2.3.3]', async () => {
    const before = await jobs()
    const change = db.transaction(async (tx) => {
      await record(tx, { name: 'password.reset', actorId: null, subjectId })
      throw new Error('the change fails after all')
    })
    await expect(change).rejects.toThrow('the change fails')
    expect(await db.select().from(event).where(eq(event.name, 'password.reset'))).toEqual([])
    expect(await jobs()).toBe(before)
  })
})
