import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handleAuth } from '#auth/handle.server.ts'
import { openAuthEndpoints } from '#auth/endpoints.ts'
import { serverFeatures } from '#features/index.server.ts'
import { type AuthPart, installFeatures } from '#platform/features.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'

const APP = 'http://localhost:3000'

let person: Person
beforeEach(async () => void (person = await createPerson(process.env.DATABASE_URL ?? '')), 60_000)
afterEach(() => installFeatures({ serverFeatures }))

const install = (auth: AuthPart) => installFeatures({ serverFeatures: [...serverFeatures, { name: 'added', auth }] })

function signIn(): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: APP }
  const body = JSON.stringify({ email: person.email, password: person.password })
  return handleAuth(new Request(`${APP}/api/auth/sign-in/email`, { method: 'POST', headers, body }))
}

const sessions = () =>
  withSql(process.env.DATABASE_URL ?? '', async (sql) => (await sql`select id from session where user_id = ${person.id}`).length)

const refusal = { code: 'ADDED', message: 'Nobody signs in.' }

describe('a feature that says whom nobody may sign in', () => {
  it('is asked before there is a session', async () => {
    install({ signInBlock: { ...refusal, isBlocked: async () => true } })
    const answer = await signIn()
    expect([answer.status, await answer.json(), await sessions()]).toEqual([403, { code: 'ADDED', message: refusal.message }, 0])
  })

  it('lets nobody in while it cannot say (fails closed)', async () => {
    install({ signInBlock: { ...refusal, isBlocked: () => Promise.reject(new Error('no answer')) } })
    expect([(await signIn()).status, await sessions()]).toEqual([500, 0])
  })

  it('is asked again once the session is there, which it then ends (late sign-in)', async () => {
    let asked = 0
    install({ signInBlock: { ...refusal, isBlocked: async () => (asked += 1) > 1 } })
    expect([(await signIn()).status, await sessions(), asked]).toEqual([401, 0, 2])
  })

  it('lets others in', async () => {
    install({ signInBlock: { ...refusal, isBlocked: async () => false } })
    expect([(await signIn()).status, await sessions()]).toEqual([200, 1])
  })
})

describe('a feature that opens an endpoint', () => {
  it('opens none that is closed by somebody else', () => {
    install({ endpoints: { 'POST /verify-password': { open: true }, 'GET /added': { open: true } } })
    expect(openAuthEndpoints().filter((name) => ['POST /verify-password', 'GET /added'].includes(name))).toEqual(['GET /added'])
  })
})
