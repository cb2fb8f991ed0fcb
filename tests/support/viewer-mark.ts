/** Whose session a request brings: what a form of a page that was rendered for them carries in a hidden field. */
import postgres from 'postgres'
import type { App } from './app.ts'

/** By token. A session is of one user for as long as it is there. */
const known = new Map<string, string>()

export const keepViewer = (token: string, id: string): void => void known.set(token, id)

/** Undefined for no session, and for one that has ended. Straight from the database: a request would renew the session. */
export async function viewerOf({ databaseUrl }: Pick<App, 'databaseUrl'>, cookies: string): Promise<string | undefined> {
  const sent = /session_token=([^.;]+)/.exec(cookies)?.[1]
  if (sent === undefined) return undefined
  const token = decodeURIComponent(sent)
  const id = known.get(token) ?? (await ask(databaseUrl, token))
  if (id !== undefined) keepViewer(token, id)
  return id
}

async function ask(databaseUrl: string, token: string): Promise<string | undefined> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql<{ id: string }[]>`select user_id as id from session where token = ${token}`
    return row?.id
  } catch {
    return undefined
  } finally {
    await sql.end()
  }
}
