/** An operator makes somebody an administrator, or takes that back. Node runs this file directly too (scripts/), so it imports packages and its own parts only. */
import postgres from 'postgres'
import { append } from '../events/append.server.ts'
import { shownEmail } from '../lib/shown-email.server.ts'
import { readPerson } from './operator-words.ts'

export type AdminChange = { email: string; isRevoked: boolean }

/** One line for the operator, and whether it is now as they asked. */
export type AdminOutcome = { isDone: boolean; line: string }

const HOW = 'Say whom: npm run admin -- someone@example.com, or npm run admin -- --revoke someone@example.com.'

/** The words after the command; a sentence that names the fix when they are not understood. */
export function readAdminChange(words: readonly string[]): AdminChange | string {
  const named = readPerson(words, '--revoke')
  return named === null ? HOW : { email: named.email, isRevoked: named.isFlagged }
}

/** Every request asks Postgres for the role, so the next one knows. */
export async function setAdmin(databaseUrl: string, authSecret: string, { email, isRevoked }: AdminChange): Promise<AdminOutcome> {
  const role = isRevoked ? 'user' : 'admin'
  const shown = shownEmail(email)
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    return await sql.begin(async (tx) => {
      const [person] = await tx<{ id: string; role: string; isConfirmed: boolean }[]>`
        select id, role, email_verified as "isConfirmed" from "user" where email = ${email} for update`
      if (person === undefined) return { isDone: false, line: `There is no account with the address ${shown}.` }
      if (person.role === role)
        return { isDone: true, line: `${shown} ${isRevoked ? 'is no administrator' : 'is an administrator already'}.` }
      // Whoever signed the address up first need not be who reads its mail.
      if (!isRevoked && !person.isConfirmed)
        return { isDone: false, line: `${shown} has not been confirmed: its owner must open the link in their mail first.` }
      await tx`update "user" set role = ${role} where id = ${person.id}`
      // `postgres` types parameters more narrowly than the rows that are written hold.
      await append((text, values) => tx.unsafe(text, values as string[]), authSecret, {
        name: 'user.role_changed',
        actorId: null,
        subjectId: person.id,
        data: { role },
      })
      return { isDone: true, line: isRevoked ? `${shown} is no administrator any more.` : `${shown} is an administrator now.` }
    })
  } finally {
    await sql.end()
  }
}
