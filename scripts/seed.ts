/** The people of the embedded development database. Their password is this checkout's own. */
import postgres from 'postgres'
import { hashPassword } from '#auth/passwords/password.server.ts'
import { append } from '#platform/events/append.server.ts'
import { ownSecret } from './checkout.ts'

export type SeededPerson = { name: string; email: string; role: 'user' | 'admin'; password: string }

const PEOPLE = [
  { name: 'Ada Park', email: 'ada@example.com', role: 'user' },
  { name: 'Ben Ortiz', email: 'ben@example.com', role: 'user' },
  { name: 'Cleo Admin', email: 'admin@example.com', role: 'admin' },
] as const

const PASSWORD_BYTES = 9

export async function seededPeople(): Promise<SeededPerson[]> {
  const password = await ownSecret('seeded-password', PASSWORD_BYTES)
  return PEOPLE.map((person) => ({ ...person, password }))
}

/** Adds whoever is missing. */
export async function seed(databaseUrl: string, secret: string, people: SeededPerson[]): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    const found = await sql`select 1 from "user" where email in ${sql(people.map((person) => person.email))}`
    if (found.length < people.length) await insertPeople(sql, secret, people)
  } finally {
    await sql.end()
  }
}

async function insertPeople(sql: postgres.Sql, secret: string, people: SeededPerson[]): Promise<void> {
  for (const { name, email, role, password } of people) {
    const passwordHash = await hashPassword(password)
    await sql.begin(async (tx) => {
      const [person] = await tx<{ id: string }[]>`
        insert into "user" (name, email, email_verified, role) values (${name}, ${email}, true, ${role})
        on conflict (email) do nothing returning id`
      if (person === undefined) return
      await tx`insert into account (user_id, provider_id, account_id, password) values (${person.id}, 'credential', ${person.id}, ${passwordHash})`
      await append((text, values) => tx.unsafe(text, values as never[]), secret, {
        name: 'user.signed_up',
        actorId: person.id,
        subjectId: person.id,
      })
    })
  }
}
