import { randomUUID } from 'node:crypto'
import type { App } from './app.ts'
import type { Visitor } from './browserless.ts'
import { withSql } from './person.ts'

/** At one form from one address in a minute. */
export const SIGN_INS = 10
/** At one account, by browsers that do not know it: from here on each takes a solved challenge. */
export const GUESSES_BEFORE_CHALLENGE = 10
/** And in all. */
export const GUESSES = 20

export const nobody = () => `nobody-${randomUUID().slice(0, 8)}@example.com`
export const many = <T>(times: number, what: T): T[] => Array.from({ length: times }, () => what)

/** A wrong password. */
export const guess = (from: Visitor, email: string, headers: Record<string, string> = {}) =>
  from.post('/sign-in', { email, password: `guess ${randomUUID()}` }, { json: true, headers })

/** What a form answered to our script, in a word. A refusal that says no wait is none. */
export async function said(answer: Promise<{ status: number; text: string; headers: Headers }>): Promise<string> {
  const { status, text, headers } = await answer
  const { form, to } = JSON.parse(text) as { form?: string; to?: string }
  const seconds = Number(headers.get('retry-after'))
  if (status === 429 && !(seconds > 0)) throw new Error(`Told to wait for ${seconds} seconds.`)
  return `${status} ${form ?? to}`
}

/** Time goes by for all that is counted. */
export const pass = ({ databaseUrl }: App, seconds: number) =>
  withSql(databaseUrl, (sql) => sql`update try_count set expires_at = expires_at - make_interval(secs => ${seconds}::int)`)

/** As if everybody had tried that often. */
export const useUp = ({ databaseUrl }: App, count: number) => withSql(databaseUrl, (sql) => sql`update try_count set count = ${count}`)

export const counts = ({ databaseUrl }: App) =>
  withSql(databaseUrl, async (sql) => [...(await sql`select key_hash, count from try_count order by key_hash`)])
