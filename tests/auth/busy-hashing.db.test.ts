import { beforeEach, describe, expect, it } from 'vitest'
import { availableParallelism } from 'node:os'
import { auth } from '~/auth/auth.server'
import { handleAuth } from '~/auth/handle.server'
import { hashPassword, refuseWhenFull } from '~/auth/password.server'
import { sql } from '~/db/client.server'
import { AppError } from '~/lib/app-error'
import { signIn } from '~/features/sign-in/sign-in.server'
import { createPerson } from '../support/person.ts'

const APP = 'http://localhost:3000'
const PLACES = 101 * Math.min(3, Math.max(1, availableParallelism() - 1))
const nobody = 'nobody@example.com'

let storm: Promise<unknown>[] = []
const fillQueue = () => storm.push(...Array.from({ length: PLACES + 1 }, () => hashPassword('a storm of sign-ins').catch(() => null)))

let known = ''
beforeEach(async () => {
  known = (await createPerson(process.env.DATABASE_URL ?? '')).email
})

function asked(path: string, body: object): Request {
  const headers = { 'content-type': 'application/json', origin: APP }
  return new Request(`${APP}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

function posted(email: string): Request {
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ email, password: 'wrong horse battery' }).toString()
  return new Request(`${APP}/sign-in`, { method: 'POST', headers, body })
}

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
      const request = () => asked('/sign-in/email', { email, password: 'wrong horse battery' })
      // A place may come free on its way: then it has been answered, and the next one is asked.
      let outcome: unknown = null
      for (let turn = 0; turn < 20 && !(outcome instanceof AppError); turn += 1)
        outcome = await whileFull(() => auth.handler(request()).catch((error: unknown) => error))
      expect(outcome).toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 })
    }
  })

  it('and works again when it is empty', async () => {
    await whileFull(async () => null)
    expect((await handleAuth(asked('/sign-in/email', { email: nobody, password: 'wrong horse battery' }))).status).toBe(401)
  })
})
