import { signJWT } from 'better-auth/crypto'
import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { getAuth } from '#auth/auth.server.ts'
import { handleAuth } from '#auth/handle.server.ts'
import { knownDeviceCookie } from '#auth/protection/known-device.server.ts'
import { isOwnPassword } from '#auth/passwords/password-check.server.ts'
import { hashPassword, refuseWhenFull } from '#auth/passwords/password.server.ts'
import { confirmEmail } from '#features/email-verification/email-verification.server.ts'
import { db, sql } from '#platform/db/client.server.ts'
import { AppError } from '#platform/forms/app-error.ts'
import { signIn } from '#features/sign-in/sign-in.server.ts'
import { type Person, createPerson } from '../support/person.ts'

const APP = 'http://localhost:3000'
const PLACES = 101 * Math.min(3, Math.max(1, availableParallelism() - 1))
const nobody = 'nobody@example.com'

let storm: Promise<unknown>[] = []
const fillQueue = () => storm.push(...Array.from({ length: PLACES + 1 }, () => hashPassword('a storm of sign-ins').catch(() => null)))

let person: Person
let known = ''
beforeEach(async () => {
  person = await createPerson(process.env.DATABASE_URL ?? '')
  known = person.email
})

function asked(path: string, body: object, more: Record<string, string> = {}): Request {
  const headers = { 'content-type': 'application/json', origin: APP, ...more }
  return new Request(`${APP}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

function form(path: string, values: Record<string, string>): Request {
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
  return new Request(APP + path, { method: 'POST', headers, body: new URLSearchParams(values).toString() })
}
const posted = (email: string) => form('/sign-in', { email, password: 'wrong horse battery' })

/** Places that come free meanwhile are taken at once. */
async function whileFull<Result>(ask: () => Promise<Result>): Promise<Result> {
  fillQueue()
  expect(() => refuseWhenFull()).toThrow('unavailable')
  const refill = setInterval(fillQueue, 1)
  const result = await ask().finally(() => clearInterval(refill))
  await Promise.all(storm)
  storm = []
  return result
}

/** The queue fills when it has been found empty, before the try is counted. */
async function fullOnceSeenEmpty<Result>(ask: () => Promise<Result>): Promise<Result> {
  await sql`delete from try_count`
  const { pending } = await db.transaction(async (tx) => {
    await tx.execute('lock table try_count in share row exclusive mode')
    const answer = ask()
    await setTimeout(200)
    fillQueue()
    return { pending: answer }
  })
  return whileFull(() => pending)
}

const tries = async () => (await sql`select 1 from try_count where count > 0`).length

describe('while the queue of password hashes is full', () => {
  it.each(['/sign-in/email', '/sign-up/email'])(
    '%s answers 503 with Retry-After for a known and an unknown address alike, and counts no try (enumeration) [ASVS 15.2.2]',
    async (path) => {
      await sql`delete from try_count`
      const answers = await whileFull(() =>
        Promise.all(
          [known, nobody].map(async (email) => {
            const answer = await handleAuth(asked(path, { name: 'Kim', email, password: 'wrong horse battery' }))
            return [answer.status, answer.headers.get('retry-after'), await answer.text()]
          }),
        ),
      )
      const unavailable = [503, '5', '{"code":"UNAVAILABLE"}']
      expect(answers).toEqual([unavailable, unavailable])
      expect(await sql`select 1 from try_count`).toEqual([])
    },
  )

  it('the sign-in form says so in words, with the status and the wait', async () => {
    const answer = await whileFull(() => signIn(posted(known)))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.json()).toMatchObject({ form: 'unavailable', problems: [{ message: expect.stringContaining('Try again') }] })
  })

  it('a sign-in that was let in before is refused too, known or not, and not as a wrong password', async () => {
    for (const email of [known, nobody]) {
      const { handler } = await getAuth()
      const request = () => asked('/sign-in/email', { email, password: 'wrong horse battery' })
      // A place may come free on its way: then it has been answered, and the next one is asked.
      let outcome: unknown = null
      for (let turn = 0; turn < 20 && !(outcome instanceof AppError); turn += 1)
        outcome = await whileFull(() => handler(request()).catch((error: unknown) => error))
      expect(outcome).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 })
    }
  })

  it('and works again when it is empty', async () => {
    await whileFull(async () => null)
    expect((await handleAuth(asked('/sign-in/email', { email: nobody, password: 'wrong horse battery' }))).status).toBe(401)
  })
})

describe('a burst that finds the queue of password hashes empty and fills it (malicious lockout)', () => {
  it('costs a known device none of its tries at sign-in [ASVS 6.1.1]', async () => {
    const cookie = (await knownDeviceCookie(new Headers(), person.id, { hasPassedFactor: false }))?.split(';')[0] ?? ''
    const answer = await fullOnceSeenEmpty(() =>
      handleAuth(asked('/sign-in/email', { email: person.email, password: 'wrong' }, { cookie })),
    )
    expect([answer.status, await tries()]).toEqual([503, 0])
  })

  it.each(['/sign-in/email', '/sign-up/email'])('costs a stranger none at %s', async (path) => {
    const answer = await fullOnceSeenEmpty(() => handleAuth(asked(path, { name: 'Kim', email: nobody, password: 'wrong horse battery' })))
    expect([answer.status, await tries()]).toEqual([503, 0])
  })

  it('costs who is signed in none at their own password', async () => {
    const request = new Request(`${APP}/confirm`)
    const outcome = await fullOnceSeenEmpty(() => isOwnPassword(person.id, 'wrong', request).catch((error: unknown) => error))
    expect([outcome, await tries()]).toEqual([expect.objectContaining({ code: 'unavailable' }), 0])
  })

  it('costs who confirms an address none at the password of the sign-up', async () => {
    const { id, email } = await createPerson(process.env.DATABASE_URL ?? '', { verified: false })
    const token = await signJWT({ email, userId: id }, process.env.AUTH_SECRET ?? '', 600)
    const answer = await fullOnceSeenEmpty(() => confirmEmail(form('/verify-email', { token, password: 'wrong' })))
    expect([answer.status, await tries()]).toEqual([503, 0])
  })
})
