/** People put into the database, and signed in there: a test about something else need not walk through the sign-in page. */
import type { BrowserContext, Page } from '@playwright/test'
import { createHmac, randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { hashPassword } from '../src/auth/password.server.ts'

const SESSION_DAYS = 7
const SESSION_COOKIE = 'gatehouse.session_token'

export type Person = { id: string; name: string; email: string; password: string }
export type Stranger = Omit<Person, 'id'>

export type People = {
  /** Someone without an account: a name, an address and a password to sign up with. */
  stranger: () => Stranger
  create: (options?: { verified?: boolean; name?: string }) => Promise<Person>
  /** Makes a session row and gives its cookie to the browser. Resolves with the session's id. */
  signIn: (where: Page | BrowserContext, person: Person) => Promise<string>
}

export function peopleOf(sql: postgres.Sql, appUrl: string, authSecret: string): People {
  return {
    stranger,
    async create({ verified = true, name } = {}) {
      const { email, password, ...drawn } = stranger()
      const person = { name: name ?? drawn.name, email, password }
      const hash = await hashPassword(password)
      return sql.begin(async (tx) => {
        const [row] = await tx<
          [{ id: string }]
        >`insert into "user" (name, email, email_verified) values (${person.name}, ${email}, ${verified}) returning id`
        await tx`insert into account (user_id, provider_id, account_id, password) values (${row.id}, 'credential', ${row.id}, ${hash})`
        return { id: row.id, ...person }
      })
    },
    async signIn(where, person) {
      const token = randomBytes(24).toString('base64url')
      const [row] = await sql<[{ id: string }]>`
        insert into session (user_id, token, expires_at) values (${person.id}, ${token}, now() + make_interval(days => ${SESSION_DAYS})) returning id`
      const signature = createHmac('sha256', authSecret).update(token).digest('base64')
      const context = 'context' in where ? where.context() : where
      await context.addCookies([
        { name: SESSION_COOKIE, value: encodeURIComponent(`${token}.${signature}`), url: appUrl, httpOnly: true, sameSite: 'Lax' },
      ])
      return row.id
    },
  }
}

function stranger(): Stranger {
  const tag = randomBytes(5).toString('hex')
  return { name: `Kim ${tag}`, email: `kim-${tag}@example.com`, password: newPassword() }
}

/** In every password of a test, so that a log which should not hold one can be searched. */
export const PASSWORD_MARK = 'typed-in-a-test'
export const newPassword = () => `${PASSWORD_MARK}-${randomBytes(8).toString('hex')}`
