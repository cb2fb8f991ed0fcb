import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lookUpSession } from '#auth/sessions/session-lookup.server.ts'
import { renewSession } from '#auth/sessions/session-upkeep.server.ts'
import { insertPerson, insertSession, sessionCookie, withSql } from '../support/person.ts'

/** Before anything of ours is imported: the settings are read once. */
const former = vi.hoisted(() => {
  const made = [...Array(32).keys()].map((place) => String.fromCharCode(65 + ((place * 7) % 26))).join('')
  process.env.AUTH_OLD_SECRETS = made
  return made
})

const AT_ONCE = 10
const HOURS_OF_FIVE_DAYS = 5 * 24
const DAY_MS = 86_400_000
const secret = process.env.AUTH_SECRET ?? ''

const query = <T>(work: Parameters<typeof withSql<T>>[1]) => withSql(process.env.DATABASE_URL ?? '', work)
const stored = (id: string) =>
  query(
    (sql) => sql<{ token: string; expiresAt: Date }[]>`
  select token, expires_at as "expiresAt" from session where id = ${id}`,
  )
const asking = (token: string, signer = secret, method = 'GET') =>
  new Request('http://localhost:3000/app', { method, headers: { cookie: sessionCookie(token, signer) } })

let session: { id: string; token: string }
beforeEach(async () => {
  const person = { name: 'Ada', email: `${crypto.randomUUID()}@example.com`, password: 'correct horse battery' }
  session = await query(async (sql) => insertSession(sql, (await insertPerson(sql, person, true)).id, HOURS_OF_FIVE_DAYS))
})

describe('renewing a session', () => {
  it('is done once, of many requests at one moment, and all of them are answered', async () => {
    const found = await Promise.all(Array.from({ length: AT_ONCE }, () => lookUpSession(asking(session.token))))
    expect(found.map((one) => one?.session.id)).toEqual(Array.from({ length: AT_ONCE }, () => session.id))
    expect(found.filter((one) => one?.cookie !== null)).toHaveLength(1)
    expect((await stored(session.id))[0]?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * DAY_MS)
  })

  it('is left to the next page where something was posted, whose answer may set that cookie itself', async () => {
    expect(await lookUpSession(asking(session.token, secret, 'POST'))).toMatchObject({ cookie: null })
    expect((await stored(session.id))[0]?.expiresAt.getTime()).toBeLessThan(Date.now() + 6 * DAY_MS)
  })

  it('brings back none that has ended meanwhile (a copied cookie that is kept busy) [ASVS 7.4.1]', async () => {
    await query((sql) => sql`delete from session where id = ${session.id}`)
    expect(await renewSession(session.id, session.token)).toBeNull()
    expect(await stored(session.id)).toEqual([])
  })

  it('touches none whose token step-up has changed meanwhile, and so takes no cookie from the browser [ASVS 7.2.4]', async () => {
    const [before] = await query(
      (sql) => sql<{ expiresAt: Date }[]>`
      update session set token = ${`${session.token}-new`} where id = ${session.id} returning expires_at as "expiresAt"`,
    )
    expect(await renewSession(session.id, session.token)).toBeNull()
    expect((await stored(session.id))[0]?.expiresAt).toEqual(before?.expiresAt)
    expect(await lookUpSession(asking(session.token))).toBeNull()
  })
})

describe('a session that has ended elsewhere', () => {
  it('is over at the next look [ASVS 7.4.1]', async () => {
    expect(await lookUpSession(asking(session.token))).not.toBeNull()
    await query((sql) => sql`delete from session where id = ${session.id}`)
    expect(await lookUpSession(asking(session.token))).toBeNull()
  })
})

describe('a look-up', () => {
  it('hands out no token, wherever in what it found one looks', async () => {
    const found = await lookUpSession(asking(session.token, secret, 'POST'))
    expect(found?.session.id).toBe(session.id)
    expect(JSON.stringify(found)).not.toContain(session.token)
  })

  it('believes no cookie that somebody else’s secret signed [ASVS 7.2.1]', async () => {
    expect(await lookUpSession(asking(session.token, `${secret}x`))).toBeNull()
  })

  it('believes one that a former secret of ours signed, and the renewed one is signed with the secret of now', async () => {
    const found = await lookUpSession(asking(session.token, former))
    expect(found?.session.id).toBe(session.id)
    expect(found?.cookie).toContain(sessionCookie(session.token, secret))
  })
})
