import { describe, expect, it } from 'vitest'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { signInWithGithub, useGithub } from '../support/github.ts'
import { newcomer } from '../support/github-newcomer.ts'
import { addEvent } from '../support/events.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createSession, withSql } from '../support/person.ts'
import { inUndone, missingInErasure, personalLinks } from '../support/personal-data.ts'
import { type Member, eventsOf, signedIn } from '../support/signed-in.ts'

const github = useGithub()
const site = useOwnApp(() => github().env)
const PATH = '/settings/data/delete'

const query = (text: string, values: string[]) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))
const askFor = ({ visitor, person }: Member) => visitor.post(PATH, { email: person.email })
const tokenIn = (link: string) => new URL(link, 'http://localhost').searchParams.get('token') ?? ''
const isThere = async ({ id }: Person) => (await query('select 1 from "user" where id = $1', [id])).length > 0

/** Moves the clock of the deletion, and of its job, which then is worked at once. */
async function makeDue({ id }: Person) {
  await query(`update account_deletion set due_at = now() - interval '1 second' where user_id = $1`, [id])
  await workNow(id)
}

const workNow = (id: string) =>
  query(`update pgboss.job set start_after = now() where name = 'account.erase' and data->>'userId' = $1`, [id])

const jobState = async (id: string) =>
  (await query(`select state::text from pgboss.job where name = 'account.erase' and data->>'userId' = $1 order by created_on`, [id]))[0]
    ?.state

describe('asking for the end of an account', () => {
  it('ends every session at once, erases nothing yet, and nobody signs in meanwhile [ASVS 7.4.2]', async () => {
    const { app } = site()
    const here = await signedIn(site())
    const there = await signedIn(site(), here.person)
    expect(await askFor(here)).toMatchObject({ status: 303, location: '/keep-account?asked=yes' })
    for (const { visitor } of [here, there]) expect((await visitor.get('/app')).location).toContain('/sign-in')
    expect(await isThere(here.person)).toBe(true)
    const refused = await new Visitor(app).post('/sign-in', here.person, { json: true })
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('going to be deleted') })
    expect(await query('select 1 from session where user_id = $1', [here.person.id])).toEqual([])
    const wrong = await new Visitor(app).post('/sign-in', { ...here.person, password: 'not the password' }, { json: true })
    expect(wrong.text).not.toContain('going to be deleted')
    expect(await eventsOf(app, here.person.id)).toContain('account.deletion_requested')
  })

  it('holds on the way in by GitHub too, which says why', async () => {
    const { login, emails } = newcomer(github())
    await signInWithGithub(new Visitor(site().app), login)
    const address = emails[0]?.email ?? ''
    await query(`insert into account_deletion (user_id, due_at) select id, now() + interval '1 day' from "user" where email = $1`, [
      address,
    ])
    const back = new Visitor(site().app)
    expect((await signInWithGithub(back, login)).location).toContain('error=account_leaving')
    expect((await back.get('/app')).location).toContain('/sign-in')
    await linkTo(site().app, address, '/keep-account')
  })

  it('is asked once by who presses twice: no error, no second event or mail', async () => {
    const { app } = site()
    const member = await signedIn(site())
    const other = await signedIn(site(), member.person)
    const answers = await Promise.all([askFor(member), askFor(other)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await eventsOf(app, member.person.id)).filter((name) => name === 'account.deletion_requested')).toHaveLength(1)
    const late = await signedIn(site(), member.person)
    expect(await askFor(late)).toMatchObject({ status: 303, location: '/keep-account?asked=yes' })
    expect((await eventsOf(app, member.person.id)).filter((name) => name === 'account.deletion_requested')).toHaveLength(1)
    expect(await query(`select 1 from mail_link where user_id = $1 and purpose = 'account.keep'`, [member.person.id])).toHaveLength(1)
  })

  it('takes the own address, typed, and a fresh proof [ASVS 2.2.3, 7.5.1]', async () => {
    const [member, other] = await Promise.all([signedIn(site()), signedIn(site())])
    for (const email of ['', other.person.email, 'nobody@example.com'])
      expect((await member.visitor.post(PATH, { email }, { json: true })).status).toBe(422)
    const stale = await signedIn(site(), undefined, false)
    expect((await askFor(stale)).location).toContain('/confirm?redirect=')
    expect((await new Visitor(site().app).post(PATH, { email: member.person.email })).location).toContain('/sign-in')
    for (const { person } of [member, other, stale])
      expect(await query('select 1 from account_deletion where user_id = $1', [person.id])).toEqual([])
  })
})

describe('keeping it', () => {
  it('takes the link in the mail, once, and everything is as it was', async () => {
    const { app } = site()
    const member = await signedIn(site())
    await askFor(member)
    const token = tokenIn(await linkTo(app, member.person.email, '/keep-account'))
    expect((await new Visitor(app).get(`/keep-account?token=${token}`)).status).toBe(200)
    const answers = await Promise.all(Array.from({ length: 8 }, () => new Visitor(app).post('/keep-account', { token }, { json: true })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await new Visitor(app).post('/sign-in', member.person)).toMatchObject({ location: '/app' })
    expect(await eventsOf(app, member.person.id)).toContain('account.deletion_cancelled')
    await workNow(member.person.id)
    await until('its job is done', async () => (await jobState(member.person.id)) === 'completed')
    expect(await isThere(member.person)).toBe(true)
  })

  it('is not done by a link of somebody else’s account, or by none', async () => {
    const { app } = site()
    const [one, other] = await Promise.all([signedIn(site()), signedIn(site())])
    await Promise.all([askFor(one), askFor(other)])
    await new Visitor(app).post('/keep-account', { token: tokenIn(await linkTo(app, other.person.email, '/keep-account')) })
    expect(await query('select 1 from account_deletion where user_id = $1', [one.person.id])).toHaveLength(1)
    for (const token of ['', 'junk', one.token])
      expect((await new Visitor(app).post('/keep-account', { token }, { json: true })).status).toBe(422)
  })

  it('is offered again by mail to who signs in meanwhile and has lost the first one', async () => {
    const { app } = site()
    const member = await signedIn(site())
    await askFor(member)
    const first = await linkTo(app, member.person.email, '/keep-account')
    await query(`update mail_link set created_at = created_at - interval '1 hour' where user_id = $1`, [member.person.id])
    await new Visitor(app).post('/sign-in', member.person)
    await until('another mail came', async () => (await linkTo(app, member.person.email, '/keep-account')) !== first)
  })
})

describe('when its time is over', () => {
  it('the account and all that is the person’s is erased, events stay without the person, and the address is free [ASVS 14.2.4]', async () => {
    const { app, secret } = site()
    const member = await signedIn(site())
    const { id, email } = member.person
    await withSql(site().app.databaseUrl, (sql) =>
      addEvent(sql, site().secret, {
        name: 'session.started',
        subjectId: id,
        ipAddress: '203.0.113.9',
        userAgent: 'CANARY',
        data: { note: 'CANARY' },
      }),
    )
    await askFor(member)
    await makeDue(member.person)
    await until('the account is gone', async () => !(await isThere(member.person)))
    for (const table of ['session', 'account', 'trusted_device', 'mail_link', 'account_deletion', 'avatar'])
      expect(await query(`select 1 from ${table} where user_id = $1`, [id])).toEqual([])
    const events = await query('select name, ip_address, user_agent, data from event where subject_id = $1', [id])
    expect(events.length).toBeGreaterThan(1)
    for (const { ip_address: ipAddress, user_agent: userAgent, data } of events)
      expect({ ipAddress, userAgent, data }).toEqual({ ipAddress: null, userAgent: null, data: {} })
    await until('the last mail came', () => app.mail.received.some((mail) => mail.to === email && mail.subject.includes('is deleted')))
    await new Visitor(app).post('/sign-up', { name: 'Back again', email, password: 'a fresh start here' })
    await linkTo(app, email, '/verify-email')
    expect(await createSession(app.databaseUrl, secret, id).catch(() => 'no such person')).toBe('no such person')
  })

  it('every row that belongs to the person is deleted by a foreign key, or is named with a reason', async () => {
    const links = await withSql(site().app.databaseUrl, personalLinks)
    expect(missingInErasure(links)).toEqual([])
    const [later, ...others] = await withSql(site().app.databaseUrl, (sql) =>
      inUndone(sql, async (undone) => {
        await undone`create table project (owner_id uuid references "user" (id))`
        await undone`create table task (owner_id uuid references "user" (id) on delete cascade)`
        await undone`create table note (owner_id uuid references "user" (id) on delete set null)`
        await undone`create table draft (owner_id uuid)`
        return missingInErasure(await personalLinks(undone))
      }),
    )
    expect(later).toMatch(/^note\.owner_id → "user" stays, or stops the erasure, .* onDelete: 'cascade' /)
    expect(others).toEqual([
      expect.stringMatching(/^project\.owner_id → "user"/),
      expect.stringMatching(/^draft\.owner_id → no foreign key/),
    ])
  })

  it('and not before: a job that comes early, by a clock that is behind, leaves it alone and another one follows', async () => {
    const member = await signedIn(site())
    await askFor(member)
    await workNow(member.person.id)
    await until('its job is done', async () => (await jobState(member.person.id)) === 'completed')
    expect(await isThere(member.person)).toBe(true)
    await makeDue(member.person)
    await until('the account is gone', async () => !(await isThere(member.person)))
  })

  it('nothing that was under way keeps the address or the id, and nobody else’s goes with it', async () => {
    const { app } = site()
    const member = await signedIn(site())
    const { id, email } = member.person
    const neighbour = `x${email}`
    await query(`insert into "user" (name, email, email_verified) values ('Neighbour', $1, true)`, [neighbour])
    await askFor(member)
    for (const address of [email, neighbour]) {
      await new Visitor(app).post('/magic-link', { email: address })
      await linkTo(app, address, '/magic-link')
    }
    await query(
      `insert into verification (identifier, value, expires_at) values ('state', jsonb_build_object('link', jsonb_build_object('userId', $1::text))::text, now())`,
      [id],
    )
    const leftOf = (text: string) => query('select 1 from verification where position($1 in value) > 0', [text])
    expect([await leftOf(`"${email}"`), await leftOf(id)]).toEqual([[expect.anything()], [expect.anything()]])
    await makeDue(member.person)
    await until('the account is gone', async () => !(await isThere(member.person)))
    expect([await leftOf(`"${email}"`), await leftOf(id)]).toEqual([[], []])
    expect(await leftOf(neighbour)).toHaveLength(1)
  })
})
