import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { SESSION_COOKIE, createPerson, withSql } from '../support/person.ts'
import { call } from '../support/rpc-sweep.ts'
import { type Member, eventsOf, signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const DAY_MS = 86_400_000
const SIGN_INS = 24
const FEWEST_BITS = 128

const query = (text: string, values: string[]) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))
const ageTo = ({ sessionId }: Member, days: number) =>
  query(`update session set created_at = now() - make_interval(days => ${days}), expires_at = now() + interval '5 days' where id = $1`, [
    sessionId,
  ])
const isThere = async ({ sessionId }: Member) => (await query('select 1 from session where id = $1', [sessionId])).length > 0

describe('a session', () => {
  it('has a token of its own from each sign-in, of at least 128 random bits, and the database takes none twice (guessing) [ASVS 7.2.3, 11.5.1]', async () => {
    const tokens: string[] = []
    for (let round = 0; round < SIGN_INS; round += 1) {
      const visitor = new Visitor(site().app)
      await visitor.post('/sign-in', await createPerson(site().app.databaseUrl))
      tokens.push(decodeURIComponent(visitor.cookies.get(SESSION_COOKIE) ?? '').split('.')[0] ?? '')
    }
    expect(new Set(tokens).size).toBe(SIGN_INS)
    // A place that is the same in many has nothing to guess; of so few sign-ins, no more than four bits show.
    const letters = new Set(tokens.join('')).size
    const random = [...(tokens[0] ?? '')].filter((_, at) => new Set(tokens.map((token) => token[at])).size > SIGN_INS / 2)
    expect(random.length * Math.log2(letters)).toBeGreaterThanOrEqual(FEWEST_BITS)
    const again = `insert into session (user_id, token, expires_at) select user_id, token, expires_at from session where token = $1`
    await expect(query(again, [tokens[0] ?? ''])).rejects.toMatchObject({ code: '23505' })
  })

  it('ends thirty days after its sign-in, however busy it was, and its row goes [ASVS 7.3.2]', async () => {
    const member = await signedIn(site())
    await ageTo(member, 29)
    expect((await member.visitor.get('/app')).status).toBe(200)
    await ageTo(member, 30)
    expect((await member.visitor.get('/app')).location).toContain('/sign-in')
    expect(await isThere(member)).toBe(false)
    // It ran out: nobody signed out.
    expect(await eventsOf(site().app, member.person.id)).not.toContain('session.ended')
  })

  it('is as dead for Better Auth’s endpoints and for server functions [ASVS 7.3.2]', async () => {
    const asked = await signedIn(site())
    await ageTo(asked, 31)
    expect(await asked.visitor.get('/api/auth/get-session')).toMatchObject({ status: 200, text: 'null' })
    expect(await isThere(asked)).toBe(false)
    const member = await signedIn(site())
    await ageTo(member, 31)
    expect((await member.visitor.get('/api/auth/passkey/generate-register-options')).status).toBeOneOf([401, 403])
    const called = await signedIn(site())
    await ageTo(called, 31)
    const { status } = await call(site().app, 'home.getHome', 'GET', `${SESSION_COOKIE}=${called.visitor.cookies.get(SESSION_COOKIE)}`)
    expect(status).toBe(401)
  })

  it('is not made younger by step-up, which gives it another token [ASVS 7.3.2, 7.2.4]', async () => {
    const member = await signedIn(site(), undefined, false)
    await ageTo(member, 29)
    const before = member.visitor.cookies.get(SESSION_COOKIE)
    expect(await member.visitor.post('/confirm', { password: member.person.password, redirect: '/app' })).toMatchObject({
      location: '/app',
    })
    expect(member.visitor.cookies.get(SESSION_COOKIE)).not.toBe(before)
    await query(`update session set created_at = created_at - interval '1 day' where id = $1`, [member.sessionId])
    expect((await member.visitor.get('/app')).location).toContain('/sign-in')
  })

  it('ends seven days after the last request, and a request moves that [ASVS 7.3.1]', async () => {
    const idle = await signedIn(site())
    await query(`update session set expires_at = now() - interval '1 second' where id = $1`, [idle.sessionId])
    expect((await idle.visitor.get('/app')).location).toContain('/sign-in')
    expect(await isThere(idle)).toBe(false)
    const busy = await signedIn(site())
    await query(`update session set expires_at = now() + interval '5 days' where id = $1`, [busy.sessionId])
    await busy.visitor.get('/app')
    const [row] = await query('select expires_at from session where id = $1', [busy.sessionId])
    expect(new Date(row?.expires_at).getTime()).toBeGreaterThan(Date.now() + 6.9 * DAY_MS)
  })

  it('that is too old is not listed as a place where one is signed in', async () => {
    const member = await signedIn(site())
    const old = await signedIn(site(), member.person)
    await ageTo(old, 31)
    const { text } = await call(
      site().app,
      'sessions.listSessions',
      'GET',
      `${SESSION_COOKIE}=${member.visitor.cookies.get(SESSION_COOKIE)}`,
    )
    expect(text).toContain(member.sessionId)
    expect(text).not.toContain(old.sessionId)
  })
})
