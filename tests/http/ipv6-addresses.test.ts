import { expect, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'

const site = useOwnApp()
const FORMS = [
  ['2001:0DB8:0001:0002:0000:0000:0000:0ABC', '2001:db8:1:2::abc'],
  ['2001:db8:1:2::abc', '2001:db8:1:2::abc'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
] as const

it.each(FORMS)('a sign-in from %s is recorded from %s, in its session and in every event (RFC 5952)', async (sent, stored) => {
  const { app } = site()
  const person = await createPerson(app.databaseUrl)
  const visitor = new Visitor(app)
  const headers = { 'x-forwarded-for': sent }
  expect(await visitor.post('/sign-in', person, { headers })).toMatchObject({ location: '/app' })
  const [session] = await withSql(app.databaseUrl, (sql) => sql`select ip_address from session where user_id = ${person.id}`)
  expect(session).toEqual({ ip_address: stored })
  expect((await visitor.get('/settings/sessions')).text).toContain(stored)
  await visitor.post('/sign-out', {}, { headers })
  const events = () =>
    withSql(app.databaseUrl, (sql) => sql`select name, ip_address from event where subject_id = ${person.id} order by created_at, id`)
  await until('the sign-out is recorded', async () => (await events()).some(({ name }) => name === 'session.ended'))
  expect([...new Set((await events()).map((event) => event.ip_address))]).toEqual([stored])
})
