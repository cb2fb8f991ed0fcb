import type { App } from './app.ts'
import { Visitor } from './browserless.ts'
import { type Person, SESSION_COOKIE, createPerson, insertSession, signed, withSql } from './person.ts'

export type Member = { visitor: Visitor; person: Person; sessionId: string; token: string }

/** A visitor with a session of `person`, or of someone new. Not `proven`: step-up asks first. */
export async function signedIn({ app, secret }: { app: App; secret: string }, known?: Person, proven = true): Promise<Member> {
  const person = known ?? (await createPerson(app.databaseUrl))
  const { id, token } = await withSql(app.databaseUrl, (sql) => insertSession(sql, person.id, 1, proven))
  const visitor = new Visitor(app)
  visitor.cookies.set(SESSION_COOKIE, signed(token, secret))
  return { visitor, person, sessionId: id, token }
}

/** From their next request on. */
const makeAdmin = ({ databaseUrl }: App, { id }: Person) =>
  withSql(databaseUrl, (sql) => sql`update "user" set role = 'admin' where id = ${id}`)

/** A visitor with a session of an administrator. */
export async function signedInAdmin(site: { app: App; secret: string }, proven = true): Promise<Member> {
  const admin = await createPerson(site.app.databaseUrl)
  await makeAdmin(site.app, admin)
  return signedIn(site, admin, proven)
}

/** Names of what was recorded about a person, oldest first. */
export const eventsOf = (app: App, personId: string): Promise<string[]> =>
  withSql(app.databaseUrl, async (sql) => {
    const rows = await sql<{ name: string }[]>`select name from event where subject_id = ${personId} order by created_at, id`
    return rows.map(({ name }) => name)
  })
