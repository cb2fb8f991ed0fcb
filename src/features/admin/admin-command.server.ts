/** Makes a user an administrator, or revokes that. Node runs this file directly too (scripts/). */
import postgres from 'postgres'
import { append } from '#platform/events/append.server.ts'
import { CommandError, type RunCommand } from '#platform/cli/command.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'
import { readPerson } from './operator-words.ts'

type AdminChange = { email: string; isRevoked: boolean }

/** One line for the operator, and whether it is now as they asked. */
type AdminOutcome = { isDone: boolean; line: string }

export const adminCommand: RunCommand = async (words, { program, authSecrets, readyDatabaseUrl }) => {
  const named = readPerson(words, '--revoke')
  if (named === null)
    throw new CommandError(`Say whom: ${program} admin someone@example.com, or ${program} admin --revoke someone@example.com.`)
  const [secret] = await authSecrets()
  const { isDone, line } = await setAdmin(await readyDatabaseUrl(), secret, { email: named.email, isRevoked: named.isFlagged })
  if (!isDone) throw new CommandError(line)
  console.log(line)
  return 0
}

/** Every request asks Postgres for the role, so the next one knows. */
async function setAdmin(databaseUrl: string, authSecret: string, { email, isRevoked }: AdminChange): Promise<AdminOutcome> {
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
