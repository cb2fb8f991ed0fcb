/** Bans a user, or lifts the ban. Node runs this file directly too (scripts/). */
import postgres from 'postgres'
import { append } from '#platform/events/append.server.ts'
import { CommandError, type RunCommand } from '#platform/cli/command.ts'
import { shownEmail } from '#platform/email/shown-email.server.ts'
import { readPerson } from './operator-words.ts'
import { revokeAccessBy } from '#auth/sessions/revoke-access.server.ts'

type Ban = { email: string; isLifted: boolean }

/** One line for the operator, and whether there is such an account. */
type BanOutcome = { isFound: boolean; line: string }

export const banCommand: RunCommand = async (words, { program, authSecrets, readyDatabaseUrl }) => {
  const named = readPerson(words, '--lift')
  if (named === null) throw new CommandError(`Say whom: ${program} ban someone@example.com, or ${program} ban --lift someone@example.com.`)
  const [secret] = await authSecrets()
  const { isFound, line } = await setBan(await readyDatabaseUrl(), secret, { email: named.email, isLifted: named.isFlagged })
  if (!isFound) throw new CommandError(line)
  console.log(line)
  return 0
}

/** Access is revoked in the transaction that bans; what starts a session looks at `banned_at` first (`banned.server.ts`). */
export async function setBan(databaseUrl: string, authSecret: string, { email, isLifted }: Ban): Promise<BanOutcome> {
  const shown = shownEmail(email)
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    return await sql.begin(async (tx) => {
      const [person] = await tx<{ id: string; isBanned: boolean }[]>`
        select id, banned_at is not null as "isBanned" from "user" where email = ${email} for update`
      if (person === undefined) return { isFound: false, line: `There is no account with the address ${shown}.` }
      if (person.isBanned !== isLifted) return { isFound: true, line: `${shown} ${isLifted ? 'is not banned' : 'is banned already'}.` }
      await tx`update "user" set banned_at = ${isLifted ? null : new Date()} where id = ${person.id}`
      const ended = isLifted ? 0 : await revokeAccessBy((text, ...values) => tx(text, ...values), person.id, null)
      const name = isLifted ? 'user.unbanned' : 'user.banned'
      // `postgres` types parameters more narrowly than the rows that are written hold.
      await append((text, values) => tx.unsafe(text, values as string[]), authSecret, { name, actorId: null, subjectId: person.id })
      if (isLifted) return { isFound: true, line: `${shown} may sign in again.` }
      return { isFound: true, line: `${shown} is banned. Sessions ended: ${ended}.` }
    })
  } finally {
    await sql.end()
  }
}
