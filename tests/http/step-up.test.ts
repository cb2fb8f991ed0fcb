import { describe, expect, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { said, useUp } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, SESSION_COOKIE, createPerson, insertSession, signed, withSql } from '../support/person.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
/** A page that needs a fresh proof. */
const SENSITIVE = '/settings/security/passkeys/add'
const ASKED = `/confirm?redirect=${encodeURIComponent(SENSITIVE)}`

const query = <Row extends object>(work: (sql: Parameters<Parameters<typeof withSql>[1]>[0]) => Promise<Row[]>) =>
  withSql(site().app.databaseUrl, work)

/** Someone with a session that proves nothing yet, as on a trusted device or after ten minutes. */
async function unproven(person?: Person) {
  const { app, secret } = site()
  const owner = person ?? (await createPerson(app.databaseUrl))
  const visitor = new Visitor(app)
  const { id, token } = await withSql(app.databaseUrl, (sql) => insertSession(sql, owner.id, 1, false))
  visitor.cookies.set(SESSION_COOKIE, signed(token, secret))
  return { person: owner, visitor, sessionId: id }
}

async function unprovenWithTwoFactor() {
  const found = await unproven()
  return { ...found, factor: await turnOnTwoFactor(site().app.databaseUrl, site().secret, found.person.id) }
}

const eventsOf = async ({ id }: Person) =>
  query((sql) => sql<{ name: string; data: unknown }[]>`select name, data from event where subject_id = ${id} order by created_at`)

const confirmWith = (visitor: Visitor, fields: Record<string, string>) => visitor.post('/confirm', { redirect: SENSITIVE, ...fields })
const refusedWith = (visitor: Visitor, fields: Record<string, string>) =>
  visitor.post('/confirm', { redirect: SENSITIVE, ...fields }, { json: true })

describe('a sensitive page', () => {
  it('asks for the password first, then goes on where it was [ASVS 7.5.1]', async () => {
    const { person, visitor } = await unproven()
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 307, location: ASKED })
    expect((await visitor.get(ASKED)).text).toContain('name="password"')
    expect(await confirmWith(visitor, { password: person.password })).toMatchObject({ status: 303, location: SENSITIVE })
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 200 })
    expect(await visitor.get(ASKED)).toMatchObject({ status: 307, location: SENSITIVE })
    expect(await eventsOf(person)).toEqual([{ name: 'session.confirmed', data: { method: 'password' } }])
  })

  it('does not take a post either, whatever is in it [ASVS 2.3.1, 7.5.1]', async () => {
    const { visitor } = await unproven()
    expect(await visitor.post(SENSITIVE, { name: 'x', passkey: '{}' })).toMatchObject({ status: 303, location: ASKED })
  })

  it('asks again when the proof is older than ten minutes [ASVS 7.5.1]', async () => {
    const { person, visitor, sessionId } = await unproven()
    await confirmWith(visitor, { password: person.password })
    await query((sql) => sql`update session set proven_at = now() - interval '9 minutes 50 seconds' where id = ${sessionId}`)
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 200 })
    await query((sql) => sql`update session set proven_at = now() - interval '10 minutes 1 second' where id = ${sessionId}`)
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 307, location: ASKED })
  })

  it('does not ask who has just signed in, and sends a stranger to sign in', async () => {
    const visitor = new Visitor(site().app)
    expect(await visitor.get(ASKED)).toMatchObject({ status: 307, location: expect.stringContaining('/sign-in?') })
    expect(await confirmWith(visitor, { password: 'x' })).toMatchObject({ status: 303, location: expect.stringMatching(/^\/sign-in\?/) })
    await visitor.post('/sign-in', await createPerson(site().app.databaseUrl))
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 200 })
  })

  it.each(['//evil.test', '/.//evil.test', 'https://evil.test', 'javascript:alert(1)', '/\\evil.test'])(
    'never goes on to another site: %s (open redirect)',
    async (redirect) => {
      const { person, visitor } = await unproven()
      expect(await confirmWith(visitor, { redirect, password: person.password })).toMatchObject({ status: 303, location: '/app' })
      expect(await visitor.get(`/confirm?redirect=${encodeURIComponent(redirect)}`)).toMatchObject({ status: 307, location: '/app' })
    },
  )
})

describe('a refused proof', () => {
  it('shows the same page again, which still leads to where the person wanted to go', async () => {
    const { visitor, person } = await unproven()
    const action = /action="(\/confirm\?[^"]*)"/.exec((await visitor.get(ASKED)).text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(await visitor.post(action, { redirect: SENSITIVE, password: 'wrong' })).toMatchObject({ status: 303, location: ASKED })
    expect((await visitor.get(ASKED)).text).toContain('This password is not right.')
    expect(await visitor.post(action, { redirect: SENSITIVE, password: person.password })).toMatchObject({ location: SENSITIVE })
  })
})

describe('whoever holds a stolen session', () => {
  it('gets no further without the password, of which ten can be tried in an hour from any address [ASVS 6.3.1]', async () => {
    const { person, visitor } = await unproven()
    for (let attempt = 1; attempt <= 10; attempt += 1)
      expect(await refusedWith(new Moving(visitor), { password: `wrong ${attempt}` })).toMatchObject({
        status: 422,
        text: expect.stringContaining('password'),
      })
    const locked = await refusedWith(new Moving(visitor), { password: person.password })
    expect(locked).toMatchObject({ status: 429 })
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 307 })
    await query((sql) => sql`update try_count set expires_at = expires_at - interval '1 hour'`)
    expect(await confirmWith(visitor, { password: person.password })).toMatchObject({ status: 303, location: SENSITIVE })
  })

  it('gets no more tries by making them all at one moment [ASVS 6.3.1]', async () => {
    const { visitor } = await unproven()
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, turn) => refusedWith(new Moving(visitor), { password: `wrong ${turn}` })),
    )
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(6)
  })

  it('cannot leave the proof out', async () => {
    const { visitor } = await unproven()
    expect(await refusedWith(visitor, {})).toMatchObject({ status: 422 })
    expect(await refusedWith(visitor, { password: '' })).toMatchObject({ status: 422 })
    const bare = await unproven()
    await query((sql) => sql`delete from account where user_id = ${bare.person.id}`)
    expect(await refusedWith(bare.visitor, { password: '' })).toMatchObject({ status: 422 })
    expect(await refusedWith(bare.visitor, { password: 'anything' })).toMatchObject({ status: 422 })
    expect(await bare.visitor.get(SENSITIVE)).toMatchObject({ status: 307 })
  })
})

describe('with two-factor on, a proof', () => {
  it('takes the password and a code', async () => {
    const { person, visitor, factor } = await unprovenWithTwoFactor()
    expect((await visitor.get(ASKED)).text).toContain('one-time-code')
    expect(await confirmWith(visitor, { password: person.password, code: factor.codeAt() })).toMatchObject({ location: SENSITIVE })
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 200 })
    expect(await eventsOf(person)).toContainEqual({ name: 'session.confirmed', data: { method: 'totp' } })
  })

  it('takes a backup code in place of the code, once', async () => {
    const { person, visitor, factor, sessionId } = await unprovenWithTwoFactor()
    expect((await visitor.get(`${ASKED}&with=backup_code`)).text).toContain('name="backupCode"')
    const proof = { password: person.password, backupCode: factor.codes[0] }
    expect(await confirmWith(visitor, proof)).toMatchObject({ location: SENSITIVE })
    await query((sql) => sql`update session set proven_at = null where id = ${sessionId}`)
    expect(await refusedWith(visitor, proof)).toMatchObject({ status: 422 })
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 307 })
  })

  it('is not given by one of the two [ASVS 7.5.1]', async () => {
    const { person, visitor, factor } = await unprovenWithTwoFactor()
    expect(await refusedWith(visitor, { password: person.password })).toMatchObject({ status: 422 })
    expect(await refusedWith(visitor, { code: factor.codeAt() })).toMatchObject({ status: 422 })
    expect(await refusedWith(visitor, { password: 'wrong', code: factor.codeAt() })).toMatchObject({ status: 422 })
    expect(await refusedWith(visitor, { password: person.password, code: '000000' })).toMatchObject({ status: 422 })
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 307 })
  })

  it('is not given by a code that was used before [ASVS 6.5.1]', async () => {
    const { person, visitor, factor, sessionId } = await unprovenWithTwoFactor()
    const proof = { password: person.password, code: factor.codeAt() }
    expect(await confirmWith(visitor, proof)).toMatchObject({ location: SENSITIVE })
    await query((sql) => sql`update session set proven_at = null where id = ${sessionId}`)
    expect(await refusedWith(visitor, proof)).toMatchObject({ status: 422 })
  })

  it('shares its tries with the sign-in: ten wrong codes lock both', async () => {
    const { person, visitor } = await unprovenWithTwoFactor()
    for (let attempt = 1; attempt < 10; attempt += 1)
      expect(await refusedWith(new Moving(visitor), { password: person.password, code: '000000' })).toMatchObject({ status: 422 })
    expect(await refusedWith(new Moving(visitor), { password: person.password, code: '000000' })).toMatchObject({ status: 429 })
  })
})

describe('a session of a trusted device', () => {
  it('starts without a proof', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const factor = await turnOnTwoFactor(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    await visitor.post('/sign-in', person)
    await visitor.post('/two-factor', { code: factor.codeAt(), trust: 'on' })
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 200 })
    await visitor.post('/sign-out', {})
    expect(await visitor.post('/sign-in', person)).toMatchObject({ location: '/app' })
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 307, location: ASKED })
  })
})

const sessionLines = ({ headers }: { headers: Headers }) => headers.getSetCookie().filter((line) => line.startsWith(`${SESSION_COOKIE}=`))
const maxAgeOf = (line = '') => Number(/Max-Age=(\d+)/.exec(line)?.[1] ?? NaN)

describe('a cookie that was copied before the proof (session theft)', () => {
  it('is dead after it: the session has another token, lasts as long as before and is the same one [ASVS 7.2.4]', async () => {
    const { person, visitor, sessionId } = await unproven()
    const thief = new Moving(visitor)
    expect(await thief.get('/app')).toMatchObject({ status: 200 })
    const answer = await confirmWith(visitor, { password: person.password })
    const [line] = sessionLines(answer)
    expect(line).toMatch(/; HttpOnly; SameSite=Lax$/)
    const [row] = await query((sql) => sql<{ end: Date }[]>`select expires_at as end from session where id = ${sessionId}`)
    expect(Math.abs(maxAgeOf(line) * 1000 + Date.now() - (row?.end.getTime() ?? 0))).toBeLessThan(10_000)
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 200 })
    const late = await thief.get('/app')
    expect(late).toMatchObject({ status: 307, location: expect.stringMatching(/^\/sign-in/) })
    // A page of the owner's that was on its way must not take the new cookie from their browser.
    expect(sessionLines(late)).toEqual([])
    expect(await thief.post(SENSITIVE, {})).toMatchObject({ location: expect.stringMatching(/^\/sign-in/) })
    expect(await query((sql) => sql<{ id: string }[]>`select id from session where user_id = ${person.id}`)).toEqual([{ id: sessionId }])
  })

  it.each([
    ['lasts for days for who asked to stay signed in', { remember: 'on' }, /; Max-Age=60[34]\d\d\d;/],
    ['ends with the browser for who did not', {}, /; Path=\/; HttpOnly; SameSite=Lax$/],
  ])('is replaced by one that %s', async (_, remember, attributes) => {
    const person = await createPerson(site().app.databaseUrl)
    const visitor = new Visitor(site().app)
    await visitor.post('/sign-in', { email: person.email, password: person.password, ...remember })
    await query((sql) => sql`update session set proven_at = null where user_id = ${person.id}`)
    const [line] = sessionLines(await confirmWith(visitor, { password: person.password }))
    expect(line).toMatch(attributes)
    expect(await visitor.get(SENSITIVE)).toMatchObject({ status: 200 })
  })

  it('gives two proofs at one moment one working session', async () => {
    const { person, visitor } = await unproven()
    const twins = Array.from({ length: 4 }, () => new Moving(visitor))
    const answers = await Promise.all(twins.map((twin) => confirmWith(twin, { password: person.password })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(answers.flatMap(sessionLines)).toHaveLength(1)
    const winner = twins.find((_, index) => answers[index] !== undefined && sessionLines(answers[index]).length > 0)
    expect(await winner?.get(SENSITIVE)).toMatchObject({ status: 200 })
    expect(await eventsOf(person)).toHaveLength(1)
  })
})

describe('an address that many people share', () => {
  it('loses a try for each wrong password, and none for a right one [ASVS 6.3.1]', async () => {
    const [guesser, owner] = [await unproven(), await unproven()]
    const office = { 'x-forwarded-for': owner.visitor.address }
    const confirm = ({ visitor }: typeof owner, password: string) =>
      said(visitor.post('/confirm', { redirect: SENSITIVE, password }, { json: true, headers: office }))
    expect(await confirm(guesser, 'wrong')).toMatch('422')
    await useUp(site().app, 29)
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await confirm(owner, owner.person.password)).toBe(`200 ${SENSITIVE}`)
      await query((sql) => sql`update session set proven_at = null where user_id = ${owner.person.id}`)
    }
    expect(await confirm(owner, 'wrong')).toMatch('422')
    expect(await confirm(owner, owner.person.password)).toBe('429 too_many')
  })
})

describe('two-factor that is turned on between the password and its proof (race)', () => {
  it('is asked for: the password alone proves nothing any more', async () => {
    const { person, visitor, sessionId } = await unproven()
    const { app, secret } = site()
    const answer = await withSql(app.databaseUrl, async (sql) => {
      const asked = await sql.begin(async (tx) => {
        await tx`update "user" set two_factor_enabled = true where id = ${person.id}`
        const posted = refusedWith(visitor, { password: person.password })
        await until('the proof waits for the row', () =>
          withSql(app.databaseUrl, async (other) => {
            const waiting = await other`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
            return waiting.length > 0
          }),
        )
        return { posted }
      })
      return asked.posted
    })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('"code"') })
    expect(await query((sql) => sql`select proven_at from session where id = ${sessionId}`)).toEqual([{ proven_at: null }])
    const factor = await turnOnTwoFactor(app.databaseUrl, secret, person.id)
    expect(await confirmWith(visitor, { password: person.password, code: factor.codeAt() })).toMatchObject({ location: SENSITIVE })
  })
})

/** The same cookies from another address each time. */
class Moving extends Visitor {
  constructor({ cookies }: Visitor) {
    super(site().app)
    for (const [name, value] of cookies) this.cookies.set(name, value)
  }
}
