/** People put into the database, and signed in there: a test about something else need not walk through the sign-in page. */
import type { BrowserContext, Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { type Person, SESSION_COOKIE, insertPerson, insertSession, signed } from '../tests/support/person.ts'

const SESSION_HOURS = 7 * 24

export type { Person } from '../tests/support/person.ts'
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
    create: ({ verified = true, ...named } = {}) => insertPerson(sql, { ...stranger(), ...named }, verified),
    async signIn(where, person) {
      const { id, token } = await insertSession(sql, person.id, SESSION_HOURS)
      const context = 'context' in where ? where.context() : where
      await context.addCookies([{ name: SESSION_COOKIE, value: signed(token, authSecret), url: appUrl, httpOnly: true, sameSite: 'Lax' }])
      return id
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
