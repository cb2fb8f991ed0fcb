import { describe, expect, it } from 'vitest'
import type { EventName } from '#platform/features.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { addEvent } from '../support/events.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, createSession, withSql } from '../support/person.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const query = (text: string, values: string[] = []) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const happenedTo = (person: Person, name: EventName, { data = {}, at }: { data?: Record<string, string>; at?: Date } = {}) =>
  withSql(site().app.databaseUrl, (sql) => addEvent(sql, site().secret, { name, subjectId: person.id, data }, at))
const tokenIn = (link: string) => new URLSearchParams(link.split('?')[1]).get('token') ?? ''
const mailsTo = ({ email }: Person, subject: RegExp) =>
  site().app.mail.received.filter((mail) => mail.to === email && subject.test(mail.subject))

async function signIn(person: Person, userAgent: string): Promise<Visitor> {
  const visitor = new Visitor(site().app)
  expect(await visitor.post('/sign-in', person, { headers: { 'user-agent': userAgent } })).toMatchObject({ location: '/app' })
  return visitor
}

/** Someone signed in on a known device, and then on another. */
async function noticed() {
  const person = await createPerson(site().app.databaseUrl)
  const known = await signIn(person, FIREFOX)
  await until('the first sign-in is recorded', async () => (await startsOf(person)).length === 1)
  const stranger = await signIn(person, SAFARI)
  const token = tokenIn(await linkTo(site().app, person.email, '/not-me'))
  return { person, known, stranger, token }
}

const startsOf = ({ id }: Person) => query(`select id from event where subject_id = $1 and name = 'session.started'`, [id])
const disownedOf = ({ id }: Person) => query(`select id from event where subject_id = $1 and name = 'account.disowned'`, [id])
const signedIn = async (visitor: Visitor) => (await visitor.get('/app')).status === 200

describe('"this wasn’t me"', () => {
  it('ends every session, stops the password, forgets trusted devices and starts a reset, and the person is not stuck [ASVS 6.3.5]', async () => {
    const { person, known, stranger, token } = await noticed()
    await query(
      `insert into trusted_device (user_id, token_hash, expires_at) values ($1::uuid, 'hash-' || $1::text, now() + interval '1 day')`,
      [person.id],
    )
    await query(
      `insert into email_change (user_id, new_email, expires_at) values ($1, 'elsewhere@example.com', now() + interval '1 day')`,
      [person.id],
    )
    expect(await new Visitor(site().app).post('/not-me', { token })).toMatchObject({ status: 303, location: '/not-me?done=yes' })
    expect([await signedIn(known), await signedIn(stranger)]).toEqual([false, false])
    for (const table of ['session', 'trusted_device', 'email_change'])
      expect([table, await query(`select 1 from ${table} where user_id = $1`, [person.id])]).toEqual([table, []])
    expect(await new Visitor(site().app).post('/sign-in', person, { json: true })).toMatchObject({
      status: 422,
      text: expect.stringContaining('credentials_wrong'),
    })
    const reset = tokenIn(await linkTo(site().app, person.email, '/reset-password'))
    const password = 'a password that is mine alone'
    expect(await new Visitor(site().app).post('/reset-password', { token: reset, password })).toMatchObject({
      location: '/sign-in?notice=password_reset',
    })
    await signIn({ ...person, password }, FIREFOX)
  })

  it('ends links to a new password that were asked for before', async () => {
    const { person, token } = await noticed()
    await new Visitor(site().app).post('/forgot-password', { email: person.email })
    const older = tokenIn(await linkTo(site().app, person.email, '/reset-password'))
    await new Visitor(site().app).post('/not-me', { token })
    const answer = await new Visitor(site().app).post(
      '/reset-password',
      { token: older, password: 'the password of mallory' },
      { json: true },
    )
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('link_invalid') })
  })

  it('changes nothing when the link is only opened (mail scanners)', async () => {
    const { person, known, token } = await noticed()
    const scanner = new Visitor(site().app)
    expect(await scanner.get(`/not-me?token=${token}`)).toMatchObject({ status: 200 })
    expect((await scanner.get(`/not-me?token=${token}`)).text).toContain('Shut everyone out')
    expect(await signedIn(known)).toBe(true)
    expect(await disownedOf(person)).toEqual([])
    expect(await scanner.post('/not-me', { token })).toMatchObject({ location: '/not-me?done=yes' })
  })

  it('acts once of eight who press it at the same moment (race)', async () => {
    const { person, token } = await noticed()
    const answers = await Promise.all(Array.from({ length: 8 }, () => new Visitor(site().app).post('/not-me', { token }, { json: true })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 422)])
    expect(await disownedOf(person)).toHaveLength(1)
    await linkTo(site().app, person.email, '/reset-password')
    expect(mailsTo(person, /^Reset your/)).toHaveLength(1)
  })

  it('does nothing by a link that was spent, altered, has expired or is for something else', async () => {
    const { person, token } = await noticed()
    const { cookie } = await createSession(site().app.databaseUrl, site().secret, person.id)
    await query(`update mail_link set expires_at = now() - interval '1 second' where user_id = $1`, [person.id])
    await query(
      `insert into mail_link (user_id, purpose, token_hash, expires_at) select $1, 'account.keep', encode(sha256('other'), 'base64'), now() + interval '1 day'`,
      [person.id],
    )
    for (const bad of [token, `${token}x`, 'other', '', '%00', 'x'.repeat(3000)]) {
      const answer = await new Visitor(site().app).post('/not-me', { token: bad }, { json: true })
      expect([bad.length, answer.status]).toEqual([bad.length, 422])
      expect(answer.text).toContain('link_invalid')
    }
    expect(await new Visitor(site().app).get('/app', { cookie })).toMatchObject({ status: 200 })
    expect(await disownedOf(person)).toEqual([])
  })

  it('of one person leaves another’s sessions alone', async () => {
    const [mine, theirs] = [await noticed(), await noticed()]
    await new Visitor(site().app).post('/not-me', { token: mine.token })
    expect([await signedIn(mine.known), await signedIn(theirs.known), await signedIn(theirs.stranger)]).toEqual([false, true, true])
  })

  it.each([
    ['passkey.added', 'passkeyId', 'passkey'],
    ['connection.added', 'provider', 'account'],
  ] as const)('removes what %s brought, and nothing else of its kind', async (name, key, table) => {
    const { person, token } = await noticed()
    const { id: kept } = await give(person, table)
    const { id, provider } = await give(person, table)
    const eventId = await happenedTo(person, name, { data: { [key]: table === 'account' ? provider : id } })
    await query(`update mail_link set data = jsonb_build_object('eventId', $1::text) where user_id = $2`, [eventId, person.id])
    await new Visitor(site().app).post('/not-me', { token })
    const left = await query(`select id from ${table} where user_id = $1 ${table === 'account' ? `and provider_id <> 'credential'` : ''}`, [
      person.id,
    ])
    expect(left).toEqual([{ id: kept }])
  })

  it('removes what the intruder added to come back, though the notice was late and the app’s clock behind (persistence)', async () => {
    const { person, token } = await noticed()
    for (const table of ['passkey', 'account']) {
      const { id } = await give(person, table)
      await query(`update ${table} set created_at = now() - interval '1 hour' where id = $1`, [id])
    }
    const [early] = await query(`select data ->> 'eventId' as id from event where name = 'device.new' and subject_id = $1`, [person.id])
    const late = await happenedTo(person, 'device.new', { data: { eventId: early?.id }, at: new Date(Date.now() + MINUTE_MS) })
    await query(`update mail_link set data = jsonb_build_object('eventId', $1::text) where user_id = $2`, [late, person.id])
    await new Visitor(site().app).post('/not-me', { token })
    for (const table of ['passkey', 'account'])
      expect([table, await query(`select 1 from ${table} where user_id = $1`, [person.id])]).toEqual([table, []])
    const reset = tokenIn(await linkTo(site().app, person.email, '/reset-password'))
    const password = 'a password that is mine alone'
    await new Visitor(site().app).post('/reset-password', { token: reset, password })
    await signIn({ ...person, password }, FIREFOX)
  })

  it('keeps what was there before: a mailbox alone must not turn two-factor off', async () => {
    const { person, token } = await noticed()
    await turnOnTwoFactor(site().app.databaseUrl, site().secret, person.id)
    await happenedTo(person, 'two_factor.enabled', { at: new Date(Date.now() - DAY_MS) })
    for (const table of ['passkey', 'account']) {
      const { id } = await give(person, table)
      await query(`update ${table} set id = uuidv7(interval '-1 day') where id = $1`, [id])
    }
    expect(await new Visitor(site().app).post('/not-me', { token })).toMatchObject({ location: '/not-me?done=yes' })
    expect(await query(`select two_factor_enabled from "user" where id = $1`, [person.id])).toEqual([{ two_factor_enabled: true }])
    for (const table of ['passkey', 'account', 'two_factor'])
      expect([table, await query(`select 1 from ${table} where user_id = $1`, [person.id])]).toEqual([table, [expect.anything()]])
  })
})

/** A passkey or a connection, which Postgres gives its id. */
async function give({ id: personId }: Person, table: string): Promise<{ id: string; provider: string }> {
  const key = crypto.randomUUID()
  const text =
    table === 'passkey'
      ? `insert into passkey (user_id, public_key, credential_id, counter, device_type, backed_up) values ($1::uuid, 'key', $2::text, 0, 'singleDevice', false)`
      : `insert into account (user_id, provider_id, account_id) values ($1::uuid, 'provider-' || $2::text, 'elsewhere')`
  const [row] = await query(`${text} returning id`, [personId, key])
  return { id: String(row?.id), provider: `provider-${key}` }
}
