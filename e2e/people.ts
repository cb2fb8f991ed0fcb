/** People put into the database, and signed in there: a test about something else need not walk through the sign-in page. */
import type { BrowserContext, Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import type { EventName } from '#platform/features.ts'
import { giveUp } from '../tests/support/jobs.ts'
import { addEvents } from '../tests/support/events.ts'
import { type Person, SESSION_COOKIE, insertPerson, insertSession, signed } from '../tests/support/person.ts'
import { type SecondFactor, turnOnTwoFactor } from '../tests/support/two-factor.ts'

const DEAD_JOBS = 23
const SESSION_HOURS = 7 * 24
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export type { Person } from '../tests/support/person.ts'
export type Stranger = Omit<Person, 'id'>

type PersonOptions = Partial<Pick<Stranger, 'name' | 'email'>> & {
  verified?: boolean
  /** Came by GitHub and has no password. */
  byGithub?: boolean
  hasTwoFactor?: boolean
  /** Somebody has requested to remove it. */
  isRemovalPending?: boolean
  hasPasskeys?: boolean
  /** Signed in elsewhere too, and trusts a browser. */
  hasDevices?: boolean
  isAdmin?: boolean
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
  /** As if the person had connected that account there. */
  connect: (person: Person, providerId: string, accountId: string) => Promise<void>
  /** Jobs that were given up, of a kind that nobody works in a test. */
  giveUpJobs: () => Promise<void>
  /** That many of one kind, an hour apart. */
  logEvents: (person: Person, name: EventName, count: number) => Promise<void>
  /** Straight in the database; sessions stay as they are. */
  turnOnTwoFactor: (person: Person) => Promise<SecondFactor>
  /** Makes a session row and gives its cookie to the browser. Resolves with the session's id. Not `proven`: step-up asks first. */
  signIn: (where: Page | BrowserContext, person: Person, options?: { proven?: boolean }) => Promise<string>
  /** Puts the browser between the factors: the password is proven, the code is owed. */
  challenge: (page: Page, person: Person) => Promise<void>
}

export function peopleOf(sql: postgres.Sql, appUrl: string, authSecret: string): People {
  return {
    stranger,
    async create({
      verified = true,
      hasHistory = false,
      hasDevices = false,
      byGithub = false,
      hasTwoFactor = false,
      isRemovalPending = false,
      hasPasskeys = false,
      isAdmin = false,
      ...named
    } = {}) {
      const person = await insertPerson(sql, { ...stranger(), ...named }, verified)
      if (hasHistory) await giveHistory(sql, authSecret, person)
      if (hasDevices) await giveDevices(sql, person)
      if (byGithub)
        await sql`update account set provider_id = 'github', account_id = ${randomBytes(6).toString('hex')}, password = null where user_id = ${person.id}`
      if (isAdmin) await sql`update "user" set role = 'admin' where id = ${person.id}`
      if (hasPasskeys) await givePasskeys(sql, person)
      if (hasTwoFactor) await turnOnTwoFactor(sql, authSecret, person.id)
      if (isRemovalPending) await sql`insert into factor_removal (user_id, due_at) values (${person.id}, now() + interval '70 hours')`
      return person
    },
    async connect({ id }, providerId, accountId) {
      await sql`insert into account (user_id, provider_id, account_id) values (${id}, ${providerId}, ${accountId})`
    },
    async giveUpJobs() {
      const [sum] = await sql<
        { jobs: number }[]
      >`select count(*)::int as jobs from pgboss.job where name = 'dead' and source_name = 'account.erase'`
      await giveUp(sql, 'account.erase', Math.max(0, DEAD_JOBS - (sum?.jobs ?? 0)))
    },
    async logEvents({ id }, name, count) {
      const events = Array.from({ length: count }, (_, step) => at(name, id, (step + 1) * HOUR_MS))
      await addEvents(sql, authSecret, events)
    },
    turnOnTwoFactor: ({ id }) => turnOnTwoFactor(sql, authSecret, id),
    async signIn(where, person, { proven = true } = {}) {
      const { id, token } = await insertSession(sql, person.id, SESSION_HOURS, proven)
      const context = 'context' in where ? where.context() : where
      await context.addCookies([{ name: SESSION_COOKIE, value: signed(token, authSecret), url: appUrl, httpOnly: true, sameSite: 'Lax' }])
      return id
    },
    async challenge(page, { email, password }) {
      const headers = { 'sec-fetch-site': 'same-origin' }
      await page.request.post(`${appUrl}/sign-in`, { form: { email, password }, headers, maxRedirects: 0 })
    },
  }
}

function stranger(): Stranger {
  const tag = randomBytes(5).toString('hex')
  return { name: `Kim ${tag}`, email: `kim-${tag}@example.com`, password: newPassword() }
}

const at = (name: EventName, id: string, ageMs: number) => ({
  happened: { name, actorId: id, subjectId: id },
  at: new Date(Date.now() - ageMs),
})

async function giveHistory(sql: postgres.Sql, authSecret: string, { id }: Person) {
  await sql`update "user" set created_at = now() - interval '64 days' where id = ${id}`
  await addEvents(
    sql,
    authSecret,
    HISTORY.map(([daysAgo, name]) => at(name, id, daysAgo * DAY_MS)),
  )
}

const USER_AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
]

const anyToken = () => randomBytes(16).toString('hex')

async function giveDevices(sql: postgres.Sql, { id }: Person) {
  for (const [index, userAgent] of USER_AGENTS.entries())
    await sql`
      insert into session (user_id, token, expires_at, ip_address, user_agent, last_active_at)
      values (${id}, ${anyToken()}, now() + interval '1 day', ${`203.0.113.${index + 7}`}, ${userAgent}, now() - ${index + 1} * interval '1 day')`
  await sql`
    insert into trusted_device (user_id, token_hash, expires_at, ip_address, user_agent)
    values (${id}, ${anyToken()}, now() + interval '9 days', '2001:db8:85a3::8a2e:370:7334', ${USER_AGENTS[1] ?? ''})`
}

/** Good to look at, and not to sign in with. */
async function givePasskeys(sql: postgres.Sql, { id }: Person) {
  const [synced, bound] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')]
  await sql`
    insert into passkey (user_id, name, public_key, credential_id, counter, device_type, backed_up, aaguid, created_at, last_used_at)
    values
      (${id}, 'Safari on the telephone that I also take along when I travel', 'x', ${synced}, 0, 'multiDevice', true, 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd', now() - interval '40 days', now() - interval '3 hours'),
      (${id}, 'Key ring', 'x', ${bound}, 0, 'singleDevice', false, null, now() - interval '2 days', null)`
}

/** In every password of a test, so that a log which should not hold one can be searched. */
export const PASSWORD_MARK = 'typed-in-a-test'
export const newPassword = () => `${PASSWORD_MARK}-${randomBytes(8).toString('hex')}`
