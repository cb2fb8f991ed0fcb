/** People made straight in the database, and the cookie of a session of theirs. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { hashPassword } from '../../src/auth/password.server.ts'

export type Person = { id: string; name: string; email: string; password: string }

const HOUR_MS = 3_600_000

export async function createPerson(databaseUrl: string, { verified = true, name = 'Test Person' } = {}): Promise<Person> {
  const person = { name, email: `person-${randomUUID().slice(0, 8)}@example.com`, password: `pass ${randomBytes(9).toString('base64url')}` }
  return withSql(databaseUrl, async (sql) => {
    const [row] = await sql<{ id: string }[]>`
      insert into "user" (name, email, email_verified) values (${person.name}, ${person.email}, ${verified}) returning id`
    if (row === undefined) throw new Error('The person was not inserted.')
    await sql`insert into account (user_id, provider_id, account_id, password) values (${row.id}, 'credential', ${row.id}, ${await hashPassword(person.password)})`
    return { id: row.id, ...person }
  })
}

/** The `cookie` header of a new session that ends in `hours` (negative: has ended). */
export async function createSession(
  databaseUrl: string,
  secret: string,
  personId: string,
  hours = 1,
): Promise<{ cookie: string; token: string }> {
  const token = randomBytes(24).toString('base64url')
  await withSql(
    databaseUrl,
    (sql) =>
      sql`insert into session (user_id, token, expires_at) values (${personId}, ${token}, ${new Date(Date.now() + hours * HOUR_MS)})`,
  )
  return { cookie: sessionCookie(token, secret), token }
}

export function sessionCookie(token: string, secret: string): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `gatehouse.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}

export async function withSql<T>(databaseUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}
