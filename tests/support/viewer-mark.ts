/** Whose session a request brings, as a page rendered for it names them: what a form of ours carries in a hidden field. */
import type { App } from './app.ts'
import { withSql } from './person.ts'

const known = new Map<string, string>()

/** Undefined for no session, and for one that has ended. Straight from the database: a request would renew the session. */
export async function viewerOf({ databaseUrl }: Pick<App, 'databaseUrl'>, cookies: string): Promise<string | undefined> {
  const token = /session_token=([^.;]+)/.exec(cookies)?.[1]
  if (token === undefined) return undefined
  const key = `${databaseUrl} ${token}`
  const id = known.get(key) ?? (await ask(databaseUrl, token))
  if (id !== undefined) known.set(key, id)
  return id
}

const ask = (databaseUrl: string, token: string): Promise<string | undefined> =>
  withSql(databaseUrl, async (sql) => {
    const [row] = await sql<{ id: string }[]>`select user_id as id from session where token = ${decodeURIComponent(token)}`
    return row?.id
  }).catch(() => undefined)
