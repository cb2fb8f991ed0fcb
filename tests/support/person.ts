/** People made straight in the database, and the cookie of a session of theirs. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { hashPassword } from '#auth/passwords/password.server.ts'
import { keepViewer } from './viewer-mark.ts'

export type Person = { id: string; name: string; email: string; password: string }

export const SESSION_COOKIE = 'gatehouse.session_token'
const HOUR_MS = 3_600_000

export async function createPerson(databaseUrl: string, { verified = true, name = 'Test Person' } = {}): Promise<Person> {
  const person = { name, email: `person-${randomUUID().slice(0, 8)}@example.com`, password: `pass ${randomBytes(9).toString('base64url')}` }
  return withSql(databaseUrl, (sql) => insertPerson(sql, person, verified))
}

export async function insertPerson(sql: postgres.Sql, person: Omit<Person, 'id'>, verified: boolean): Promise<Person> {
  const hash = await hashPassword(person.password)
  return sql.begin(async (tx) => {
    const [{ id }] = await tx<[{ id: string }]>`
      insert into "user" (name, email, email_verified) values (${person.name}, ${person.email}, ${verified}) returning id`
    await tx`insert into account (user_id, provider_id, account_id, password) values (${id}, 'credential', ${id}, ${hash})`
    return { id, ...person }
  })
}

/** The `cookie` header of a new session that ends in `hours` (negative: has ended). */
export async function createSession(
  databaseUrl: string,
  secret: string,
  personId: string,
  hours = 1,
): Promise<{ cookie: string; token: string }> {
  const { token } = await withSql(databaseUrl, (sql) => insertSession(sql, personId, hours))
  return { cookie: sessionCookie(token, secret), token }
}

/** `proven`: as right after a sign-in, so that step-up asks for nothing. */
export async function insertSession(
  sql: postgres.Sql,
  personId: string,
  hours: number,
  proven = true,
): Promise<{ id: string; token: string }> {
  const token = randomBytes(24).toString('base64url')
  const [{ id }] = await sql<[{ id: string }]>`
    insert into session (user_id, token, expires_at, proven_at)
    values (${personId}, ${token}, ${new Date(Date.now() + hours * HOUR_MS)}, ${proven ? new Date() : null}) returning id`
  keepViewer(token, personId)
  return { id, token }
}

export function sessionCookie(token: string, secret: string): string {
  return `${SESSION_COOKIE}=${signed(token, secret)}`
}

/** A session cookie's value, as Better Auth signs it. */
export function signed(token: string, secret: string): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return encodeURIComponent(`${token}.${signature}`)
}

export async function withSql<T>(databaseUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}
