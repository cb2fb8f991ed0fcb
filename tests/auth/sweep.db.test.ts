import { expect, it } from 'vitest'
import { sweepRows } from '#auth/sweep.jobs.server.ts'
import { sql } from '#platform/db/client.server.ts'
import { workJob } from '#platform/jobs/work-job.server.ts'
import { createPerson } from '../support/person.ts'

it.each([
  ['account_deletion', 'account.erase'],
  ['factor_removal', 'two_factor.remove'],
])('a row of %s that was due days ago, and for which no job is left, is queued again', async (table, queue) => {
  const [late, soon] = [await createPerson(process.env.DATABASE_URL ?? ''), await createPerson(process.env.DATABASE_URL ?? '')]
  await sql`insert into ${sql(table)} (user_id, due_at) values (${late.id}, now() - interval '3 days'), (${soon.id}, now() + interval '3 days')`
  await sweepRows()
  expect(await sql`select data->>'userId' as id from pgboss.job where name = ${queue}`).toEqual([{ id: late.id }])
})

it('rows that have expired go, those that may still be used stay, and the next day is asked for', async () => {
  const { id } = await createPerson(process.env.DATABASE_URL ?? '')
  const times = [
    ['old', "now() - interval '3 days'"],
    ['young', "now() + interval '3 days'"],
  ] as const
  for (const [name, expiry] of times) {
    await sql.unsafe(`insert into session (user_id, token, expires_at) values ('${id}', '${name}', ${expiry})`)
    await sql.unsafe(`insert into verification (identifier, value, expires_at) values ('${name}', 'x', ${expiry})`)
    await sql.unsafe(`insert into mail_link (user_id, purpose, token_hash, expires_at) values ('${id}', 'not_me', '${name}', ${expiry})`)
    await sql.unsafe(`insert into trusted_device (user_id, token_hash, expires_at) values ('${id}', '${name}', ${expiry})`)
    await sql.unsafe(`insert into used_code (user_id, code_hash, expires_at) values ('${id}', '${name}', ${expiry})`)
    await sql.unsafe(`insert into try_count (key_hash, count, expires_at) values ('${name}', 1, ${expiry})`)
  }
  await sql`insert into session (user_id, token, expires_at, created_at) values (${id}, 'too old', now() + interval '3 days', now() - interval '40 days')`
  await workJob('rows.sweep', 'job', {})
  await workJob('rows.sweep', 'job', {})
  const left = await sql`
    select token as name from session union all select identifier from verification union all select token_hash from mail_link
    union all select token_hash from trusted_device union all select code_hash from used_code
    union all select key_hash from try_count`
  expect(left.map(({ name }) => name)).toEqual(['young', 'young', 'young', 'young', 'young', 'young'])
  expect(await sql`select 1 from pgboss.job where name = 'rows.sweep' and start_after > now()`).toHaveLength(1)
})
