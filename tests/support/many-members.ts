import { randomBytes } from 'node:crypto'
import { sessionCookie, withSql } from './person.ts'
import { keepViewer } from './viewer-mark.ts'

/** Cookies of that many people, each signed in a moment ago: one for each request, since some of those end a session. */
export async function manyMembers(databaseUrl: string, secret: string, count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(24).toString('base64url'))
  const rows = await withSql(
    databaseUrl,
    (sql) => sql<{ token: string; id: string }[]>`
      with given as (
        select token, 'member-' || lower(token) || '@example.com' as email from unnest(${tokens}::text[]) as token
      ), person as (
        insert into "user" (name, email, email_verified) select 'Member', email, true from given returning id, email
      )
      insert into session (user_id, token, expires_at, proven_at)
      select person.id, given.token, now() + interval '1 hour', now() from person join given using (email)
      returning token, user_id as id`,
  )
  for (const { token, id } of rows) keepViewer(token, id)
  return tokens.map((token) => sessionCookie(token, secret))
}
