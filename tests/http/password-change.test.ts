import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, withSql } from '../support/person.ts'
import { eventsOf, signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const PATH = '/settings/security/password'
const NEW = 'another horse entirely'

const signIn = (person: Pick<Person, 'email' | 'password'>) => new Visitor(site().app).post('/sign-in', person)
const query = (text: string, values: string[]) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))

describe('changing the password', () => {
  it('takes the current one, ends other sessions, trusted browsers and reset links, and keeps this session [ASVS 6.2.2, 6.2.3, 7.4.3]', async () => {
    const here = await signedIn(site())
    const there = await signedIn(site(), here.person)
    await query(`insert into trusted_device (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`, [
      here.person.id,
      crypto.randomUUID(),
    ])
    await query(`insert into verification (identifier, value, expires_at) values ('reset', $1, now() + interval '1 hour')`, [
      here.person.id,
    ])
    const answer = await here.visitor.post(PATH, { current: here.person.password, password: NEW })
    expect(answer).toMatchObject({ status: 303, location: `${PATH}?done=changed` })
    expect((await here.visitor.get('/app')).status).toBe(200)
    expect((await there.visitor.get('/app')).location).toContain('/sign-in')
    expect(await query('select 1 from trusted_device where user_id = $1', [here.person.id])).toEqual([])
    expect(await query('select 1 from verification where value = $1', [here.person.id])).toEqual([])
    expect(await signIn(here.person)).toMatchObject({ location: '/sign-in' })
    expect(await signIn({ ...here.person, password: NEW })).toMatchObject({ location: '/app' })
    expect((await eventsOf(site().app, here.person.id)).filter((name) => name.startsWith('password'))).toEqual(['password.changed'])
  })

  it.each([
    ['a wrong current one', { current: 'not the password', password: NEW }, 'current'],
    ['no current one', { password: NEW }, 'current'],
    ['a short new one', { password: 'short' }, 'password'],
    ['a common new one', { password: 'qwerty123456' }, 'password'],
    ['a variant of a common new one', { password: 'P@ssw0rd1234' }, 'password'],
    ['the own name as the new one', { password: 'Test Person 1' }, 'password'],
  ])('refuses %s and changes nothing', async (_, fields, field) => {
    const { visitor, person } = await signedIn(site())
    const current: Record<string, string> = field === 'password' ? { current: person.password } : {}
    const answer = await visitor.post(PATH, Object.assign(current, fields), { json: true })
    expect(answer.status).toBe(422)
    expect(Object.keys(JSON.parse(answer.text).errors)).toEqual([field])
    expect(await signIn(person)).toMatchObject({ location: '/app' })
  })

  it('refuses the current one as the new one [ASVS 2.2.3]', async () => {
    const { visitor, person } = await signedIn(site())
    const answer = await visitor.post(PATH, { current: person.password, password: person.password }, { json: true })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('your password already') })
  })

  it('of a stolen session without a fresh proof is led to step-up and changes nothing (session theft) [ASVS 6.2.3, 7.5.1]', async () => {
    const { visitor, person } = await signedIn(site(), undefined, false)
    expect((await visitor.get(PATH)).location).toContain('/confirm')
    const answer = await visitor.post(PATH, { current: person.password, password: NEW })
    expect(answer.location).toBe(`/confirm?redirect=${encodeURIComponent(PATH)}`)
    expect(await signIn(person)).toMatchObject({ location: '/app' })
  })

  it('is guessed ten times in an hour, here and at step-up together (brute force with a stolen session) [ASVS 6.3.1]', async () => {
    const { visitor, person } = await signedIn(site())
    for (let attempt = 1; attempt <= 10; attempt += 1)
      expect((await visitor.post(PATH, { current: `wrong ${attempt}`, password: NEW }, { json: true })).status).toBe(422)
    const locked = await visitor.post(PATH, { current: person.password, password: NEW }, { json: true })
    expect(locked).toMatchObject({ status: 429, text: expect.stringContaining('too_many') })
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800)
    expect((await visitor.post('/confirm', { password: person.password }, { json: true })).status).toBe(429)
    expect(await signIn(person)).toMatchObject({ location: '/app' })
  })

  it('never sends the typed passwords back [ASVS 14.2.1]', async () => {
    const { visitor } = await signedIn(site())
    await visitor.post(PATH, { current: 'CANARY-current', password: 'CANARY-new-password' })
    expect(Buffer.from(visitor.cookies.get('gatehouse.form') ?? '', 'base64url').toString()).not.toContain('CANARY')
    expect((await visitor.get(PATH)).text).not.toContain('CANARY')
  })

  it('twice at the same moment succeeds once (race) [ASVS 2.3.4]', async () => {
    const { visitor, person } = await signedIn(site())
    const tries = [0, 1, 2, 3].map((index) => visitor.post(PATH, { current: person.password, password: `${NEW} ${index}` }, { json: true }))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect((await eventsOf(site().app, person.id)).filter((name) => name === 'password.changed')).toHaveLength(1)
  })
})

describe('a person who has no password', () => {
  it('sets one without being asked for a current one, and can sign in with it', async () => {
    const { visitor, person } = await signedIn(site())
    await query('delete from account where user_id = $1', [person.id])
    expect((await visitor.get(PATH)).text).not.toContain('Current password')
    expect(await visitor.post(PATH, { password: NEW })).toMatchObject({ location: `${PATH}?done=set` })
    expect(await signIn({ ...person, password: NEW })).toMatchObject({ location: '/app' })
    expect(await eventsOf(site().app, person.id)).toContain('password.set')
  })
})
