import { setTimeout } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { replacePasswordHash, passwordHashOf, revokeAccess } from '#auth/sessions/credentials.server.ts'
import { handleAuth } from '#auth/handle.server.ts'
import { hashPassword } from '#auth/passwords/password.server.ts'
import { type Tx, db, sql } from '#platform/db/client.server.ts'
import { type Person, createPerson } from '../support/person.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const APP = 'http://localhost:3000'
const { DATABASE_URL = '', AUTH_SECRET = '' } = process.env
/** Longer than a sign-in takes to read the hash. */
const ON_ITS_WAY_MS = 300

let person: Person
let newHash = ''
beforeEach(async () => {
  person = await createPerson(DATABASE_URL)
  newHash = await hashPassword('a password of the owner')
})

function signIn(): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: APP }
  const body = JSON.stringify({ email: person.email, password: person.password })
  return handleAuth(new Request(`${APP}/api/auth/sign-in/email`, { method: 'POST', headers, body }))
}

const factorOn = () => turnOnTwoFactor(sql, AUTH_SECRET, person.id)
const sessions = async () => (await sql`select 1 from session where user_id = ${person.id}`).length

/** As "this wasn't me" does: access goes first. */
async function replacePassword(tx: Tx): Promise<void> {
  await revokeAccess(tx, person.id, null)
  expect(await replacePasswordHash(tx, person.id, await passwordHashOf(tx, person.id), newHash)).toBe(true)
}

/** Its hash has been read, and waits behind others. */
async function whileQueued(work: () => Promise<unknown>): Promise<Response> {
  const storm = Array.from({ length: 60 }, () => hashPassword('a storm of sign-ins'))
  const answer = signIn()
  await setTimeout(ON_ITS_WAY_MS)
  await work()
  await Promise.all(storm)
  return answer
}

/** It begins before the transaction commits, and sees nothing of it. */
async function beforeCommit(work: (tx: Tx) => Promise<unknown>): Promise<Response> {
  const { asked } = await db.transaction(async (tx) => {
    await work(tx)
    const answer = signIn()
    await Promise.race([answer, setTimeout(4 * ON_ITS_WAY_MS)])
    return { asked: answer }
  })
  return asked
}

async function expectRefused(answer: Response): Promise<void> {
  expect([answer.status, await answer.json()]).toEqual([401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' }])
  expect(answer.headers.getSetCookie().filter((line) => !line.includes('Max-Age=0'))).toEqual([])
  expect(await sessions()).toBe(0)
}

describe('a sign-in that is on its way while access is revoked (sign-in in flight)', () => {
  it('is refused when the password was replaced while it waited for its hash [ASVS 7.4.3]', async () => {
    await expectRefused(await whileQueued(() => db.transaction(replacePassword)))
  })

  it('is refused when the password is replaced around the session that it starts [ASVS 7.4.3]', async () => {
    await expectRefused(await beforeCommit(replacePassword))
  })

  it('makes no challenge with a password that was replaced [ASVS 7.4.3]', async () => {
    await factorOn()
    await expectRefused(await whileQueued(() => db.transaction(replacePassword)))
  })

  it('gives out no challenge when the password is replaced just before it is written [ASVS 7.4.3]', async () => {
    await factorOn()
    const answer = await db.transaction(async (tx) => {
      // Holds the sign-in between its session, which is taken back, and its challenge.
      await tx.execute('lock table verification in share mode')
      const asked = signIn()
      await setTimeout(4 * ON_ITS_WAY_MS)
      await replacePassword(tx)
      return { asked }
    })
    await expectRefused(await answer.asked)
  })

  it('owes a second factor that was set up while it waited [ASVS 7.4.3]', async () => {
    const answer = await whileQueued(factorOn)
    expect([answer.status, await answer.json()]).toEqual([200, { twoFactorRedirect: true, twoFactorMethods: ['totp'] }])
    expect(await sessions()).toBe(0)
  })

  it.each([
    ['two-factor is turned on', (id: string) => `update "user" set two_factor_enabled = true where id = '${id}'`],
    ['the person is banned', (id: string) => `update "user" set banned_at = now() where id = '${id}'`],
    ['the account is left', (id: string) => `insert into account_deletion (user_id, due_at) values ('${id}', now())`],
  ])('is refused when %s around the session that it starts [ASVS 7.4.2]', async (_, change) => {
    await expectRefused(
      await beforeCommit(async (tx) => {
        await revokeAccess(tx, person.id, null)
        await tx.execute(change(person.id))
      }),
    )
  })

  it('goes on when nothing of it has changed', async () => {
    expect((await whileQueued(async () => null)).status).toBe(200)
    expect(await sessions()).toBe(1)
  })
})
