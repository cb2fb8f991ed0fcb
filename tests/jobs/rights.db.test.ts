import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'

const role = `app_${randomBytes(6).toString('hex')}`
const password = randomBytes(12).toString('hex')
const owner = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })

/** A role that may read and write what the migration made, and make nothing. What is imported after this runs as it. */
beforeAll(async () => {
  await owner.unsafe(`
    create role ${role} login password '${password}';
    grant usage on schema public, pgboss to ${role};
    grant select, insert, update, delete on all tables in schema public, pgboss to ${role};
  `)
  const url = new URL(process.env.DATABASE_URL ?? '')
  Object.assign(url, { username: role, password })
  Object.assign(process.env, { DATABASE_URL: url.href })
})

afterAll(async () => {
  await owner.unsafe(`drop owned by ${role}; drop role ${role}`)
  await owner.end()
})

it('the job queue needs no right to make anything: it takes, hands out and finishes a job [ASVS 13.2.2]', async () => {
  const [{ db, sql }, { enqueue, queue }] = await Promise.all([
    import('#platform/db/client.server.ts'),
    import('#platform/jobs/queue.server.ts'),
  ])
  expect((await sql`select current_user as name`)[0]).toEqual({ name: role })
  await expect(sql`create table public.mine (id int)`).rejects.toThrow('permission denied for schema public')
  await expect(sql`create table pgboss.mine (id int)`).rejects.toThrow('permission denied for schema pgboss')
  await expect(sql`create schema mine`).rejects.toThrow('permission denied for database')

  await enqueue(db, 'event.react', { eventId: 'one' })
  const boss = await queue()
  const [job] = await boss.fetch('event.react')
  expect(job?.data).toEqual({ eventId: 'one' })
  await boss.complete('event.react', job?.id ?? '')
  expect((await sql`select state from pgboss.job where id = ${job?.id ?? ''}`)[0]).toEqual({ state: 'completed' })
})
