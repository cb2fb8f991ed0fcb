/** People put into the database, and signed in there: a test about something else need not walk through the sign-in page. */
import type { BrowserContext, Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import type { EventName } from '../src/events/catalogue.ts'
import { type Person, SESSION_COOKIE, insertPerson, insertSession, signed } from '../tests/support/person.ts'
import { type SecondFactor, turnOnTwoFactor } from '../tests/support/two-factor.ts'

const SESSION_HOURS = 7 * 24

export type { Person } from '../tests/support/person.ts'
export type Stranger = Omit<Person, 'id'>

type PersonOptions = Partial<Pick<Stranger, 'name' | 'email'>> & {
  verified?: boolean
  /** Two months of it, instead of an account that was made just now. */
  hasHistory?: boolean
}

/** Days ago, newest last. */
const HISTORY = [
  [64, 'user.signed_up'],
  [63.98, 'user.email_verified'],
  [63.97, 'session.started'],
  [21, 'password.reset_requested'],
  [20.99, 'password.reset'],
  [20.98, 'session.started'],
  [6, 'user.profile_changed'],
  [0.2, 'session.ended'],
  [0.1, 'session.started'],
] as const

export type People = {
  /** Someone without an account: a name, an address and a password to sign up with. */
  stranger: () => Stranger
  create: (options?: PersonOptions) => Promise<Person>
  /** That many of one kind, an hour apart. */
  logEvents: (person: Person, name: EventName, count: number) => Promise<void>
  /** Straight in the database; sessions stay as they are. */
  turnOnTwoFactor: (person: Person) => Promise<SecondFactor>
  /** Makes a session row and gives its cookie to the browser. Resolves with the session's id. Not `proven`: step-up asks first. */
  signIn: (where: Page | BrowserContext, person: Person, options?: { proven?: boolean }) => Promise<string>
}

export function peopleOf(sql: postgres.Sql, appUrl: string, authSecret: string): People {
  return {
    stranger,
    async create({ verified = true, hasHistory = false, ...named } = {}) {
      const person = await insertPerson(sql, { ...stranger(), ...named }, verified)
      if (hasHistory) await giveHistory(sql, person)
      return person
    },
    async logEvents({ id }, name, count) {
      await sql`
        insert into event (name, actor_id, subject_id, created_at)
        select ${name}, ${id}::uuid, ${id}::uuid, now() - step * interval '1 hour' from generate_series(1, ${count}::int) as step`
    },
    turnOnTwoFactor: ({ id }) => turnOnTwoFactor(sql, authSecret, id),
    async signIn(where, person, { proven = true } = {}) {
      const { id, token } = await insertSession(sql, person.id, SESSION_HOURS, proven)
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

async function giveHistory(sql: postgres.Sql, { id }: Person) {
  await sql`update "user" set created_at = now() - interval '64 days' where id = ${id}`
  for (const [daysAgo, name] of HISTORY)
    await sql`insert into event (name, actor_id, subject_id, created_at) values (${name}, ${id}, ${id}, now() - make_interval(secs => ${daysAgo * 86_400}))`
}

/** In every password of a test, so that a log which should not hold one can be searched. */
export const PASSWORD_MARK = 'typed-in-a-test'
export const newPassword = () => `${PASSWORD_MARK}-${randomBytes(8).toString('hex')}`
