/** Everybody who is not signed in, by the cookie they send. */
import { randomBytes } from 'node:crypto'
import type { App } from './app.ts'
import { Visitor } from './browserless.ts'
import { createPerson, createSession, sessionCookie, withSql } from './person.ts'
import { turnOnTwoFactor } from './two-factor.ts'

const TOO_OLD_DAYS = 31

export async function strangers(app: App, secret: string): Promise<Record<string, string>> {
  const [person, unconfirmed, banned] = await Promise.all([
    createPerson(app.databaseUrl),
    createPerson(app.databaseUrl, { verified: false }),
    createPerson(app.databaseUrl),
  ])
  const sessionOf = (id: string, hours?: number) => createSession(app.databaseUrl, secret, id, hours)
  const [expired, old, pending, revoked, shutOut] = await Promise.all([
    sessionOf(person.id, -1),
    sessionOf(person.id),
    sessionOf(unconfirmed.id),
    sessionOf(person.id),
    sessionOf(banned.id),
  ])
  await withSql(app.databaseUrl, async (sql) => {
    await sql`delete from session where token = ${revoked.token}`
    // As if it had been started at the very moment of the ban.
    await sql`update "user" set banned_at = now() where id = ${banned.id}`
    await sql`update session set created_at = now() - make_interval(days => ${TOO_OLD_DAYS}) where token = ${old.token}`
  })
  return {
    nobody: '',
    'a junk cookie': 'gatehouse.session_token=junk.junk',
    'a token signed with another secret': sessionCookie(expired.token, randomBytes(32).toString('base64url')),
    'a token that never was': sessionCookie('never', secret),
    'an expired session': expired.cookie,
    'a session older than thirty days': old.cookie,
    'a revoked session': revoked.cookie,
    'a person with an unconfirmed address': pending.cookie,
    'a banned person': shutOut.cookie,
    'a person who owes the second factor': await challengeCookie(app, secret),
  }
}

async function challengeCookie(app: App, secret: string): Promise<string> {
  const person = await createPerson(app.databaseUrl)
  await turnOnTwoFactor(app.databaseUrl, secret, person.id)
  const visitor = new Visitor(app)
  await visitor.post('/sign-in', { email: person.email, password: person.password })
  const challenge = visitor.cookies.get('gatehouse.two_factor')
  if (challenge === undefined) throw new Error('The second factor was not asked for.')
  return `gatehouse.two_factor=${challenge}`
}
