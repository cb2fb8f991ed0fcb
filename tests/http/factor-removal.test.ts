import { describe, expect, it } from 'vitest'
import { hashToken, newToken } from '#auth/sessions/hashed-token.server.ts'
import { totpCode } from '#auth/two-factor/one-time-codes.server.ts'
import type { EventName } from '#platform/features.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { addEvent } from '../support/events.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'
import { eventsOf, signedIn } from '../support/signed-in.ts'
import { type SecondFactor, turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const PAGE = '/settings/security/two-factor'
const CHALLENGE = '/two-factor?redirect=%2Fapp'
const NEW_PASSWORD = 'a password of mallory'

const query = (text: string, values: string[]) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))
const tokenIn = (link: string) => new URL(link, 'http://localhost').searchParams.get('token') ?? ''
const visitor = () => new Visitor(site().app)
const happenedTo = (person: Person, name: EventName, secondsAgo = 0) =>
  withSql(site().app.databaseUrl, (sql) =>
    addEvent(sql, site().secret, { name, subjectId: person.id }, new Date(Date.now() - secondsAgo * 1000)),
  )

type Protected = Person & SecondFactor

/** Someone who was told of a new device an hour ago, and has turned two-factor on since. */
async function withTwoFactor(): Promise<Protected> {
  const { app, secret } = site()
  const person = await createPerson(app.databaseUrl)
  await happenedTo(person, 'device.new', 3600)
  const factor = await turnOnTwoFactor(app.databaseUrl, secret, person.id)
  await happenedTo(person, 'two_factor.enabled')
  return { ...person, ...factor }
}

/** The token of an emailed link. */
async function emailed({ id }: Person, purpose: string, data: Record<string, string>): Promise<string> {
  const token = newToken()
  await query(
    `insert into mail_link (user_id, purpose, token_hash, data, expires_at) values ($1, $2, $3, $4::text::jsonb, now() + interval '1 day')`,
    [id, purpose, hashToken(token), JSON.stringify(data)],
  )
  return token
}

async function noticeOf(person: Person, name: EventName): Promise<string> {
  const [event] = await query('select id from event where subject_id = $1 and name = $2', [person.id, name])
  return emailed(person, 'not_me', { eventId: String(event?.id) })
}

const undoLinkOf = (person: Person) =>
  emailed(person, 'email.undo', { email: person.email, at: new Date(Date.now() - 3_600_000).toISOString() })

async function requestRemoval(person: Person): Promise<void> {
  const token = await noticeOf(person, 'device.new')
  expect(await visitor().post('/not-me', { token })).toMatchObject({ status: 303, location: '/not-me?done=removal' })
}

const isOn = async ({ id }: Person) => {
  const [row] = await query(
    `select two_factor_enabled and exists (select 1 from two_factor where user_id = $1 and verified) as on from "user" where id = $1`,
    [id],
  )
  return row?.on === true
}
const isPending = async ({ id }: Person) => (await query('select 1 from factor_removal where user_id = $1', [id])).length > 0
const jobs = async ({ id }: Person) =>
  (
    await query(`select state::text from pgboss.job where name = 'two_factor.remove' and data->>'userId' = $1 order by created_on`, [id])
  ).map(({ state }) => state)
const workNow = ({ id }: Person) =>
  query(`update pgboss.job set start_after = now() where name = 'two_factor.remove' and data->>'userId' = $1`, [id])

/** Three days pass. */
async function passDelay(person: Person) {
  await query(`update factor_removal set due_at = now() - interval '1 second' where user_id = $1`, [person.id])
  await workNow(person)
}

/** By the link that is mailed; then signs in with it. */
async function resetAndSignIn({ email }: Person): Promise<string | null> {
  const token = tokenIn(await linkTo(site().app, email, '/reset-password'))
  await visitor().post('/reset-password', { token, password: NEW_PASSWORD })
  return (await visitor().post('/sign-in', { email, password: NEW_PASSWORD })).location
}

/** The factor is on, stays on when the job comes, and its owner is named in the history. */
async function expectKept(person: Person): Promise<void> {
  expect(await isPending(person)).toBe(false)
  await workNow(person)
  await until('its job is done', async () => (await jobs(person))[0] === 'completed')
  expect(await isOn(person)).toBe(true)
  const canceled = await query(`select actor_id from event where subject_id = $1 and name = 'two_factor.removal_cancelled'`, [person.id])
  expect(canceled).toEqual([{ actor_id: person.id }])
}

const CODES: [string, Record<'signIn' | 'stepUp', (person: Protected) => Record<string, string>>][] = [
  ['a code of the app', { signIn: ({ codeAt }) => ({ code: codeAt() }), stepUp: ({ codeAt }) => ({ code: codeAt() }) }],
  ['a backup code', { signIn: ({ codes: [code] }) => ({ with: 'backup', code }), stepUp: ({ codes: [backupCode] }) => ({ backupCode }) }],
]

describe('an attacker who reads the mailbox and has no factor', () => {
  it.each(['two_factor.enabled', 'device.new'] as const)(
    'does not get past two-factor by "this wasn’t me" in the email about %s and a reset [ASVS 6.4.3]',
    async (name) => {
      const person = await withTwoFactor()
      const token = await noticeOf(person, name)
      expect(await visitor().post('/not-me', { token })).toMatchObject({ status: 303, location: '/not-me?done=removal' })
      expect(await resetAndSignIn(person)).toBe(CHALLENGE)
      expect([await isOn(person), await isPending(person)]).toEqual([true, true])
    },
  )

  it('does not get past two-factor by the undo link of an address change and a reset [ASVS 6.4.3]', async () => {
    const person = await withTwoFactor()
    expect((await visitor().post('/change-email/undo', { token: await undoLinkOf(person) })).location).toContain('done=undone')
    await visitor().post('/forgot-password', { email: person.email })
    expect(await resetAndSignIn(person)).toBe(CHALLENGE)
    expect([await isOn(person), await isPending(person)]).toEqual([true, true])
  })

  it('cannot keep an intruder’s factor from a mailbox that lost the account: the undo sends its owner a new link [ASVS 6.4.3]', async () => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    const due = await query('select due_at from factor_removal where user_id = $1', [person.id])
    const earlier = tokenIn(await linkTo(site().app, person.email, '/keep-two-factor'))
    await visitor().post('/change-email/undo', { token: await undoLinkOf(person) })
    await visitor().post('/keep-two-factor', { token: earlier })
    expect(await query('select due_at from factor_removal where user_id = $1', [person.id])).toEqual(due)
    const latest = async () => tokenIn(await linkTo(site().app, person.email, '/keep-two-factor'))
    await until('the restored address has a link', async () => (await latest()) !== earlier)
    await visitor().post('/keep-two-factor', { token: await latest() })
    expect([await isOn(person), await isPending(person)]).toEqual([true, false])
  })

  it('does not shorten the delay with a second link', async () => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    const due = () => query('select due_at from factor_removal where user_id = $1', [person.id])
    const before = await due()
    await visitor().post('/not-me', { token: await noticeOf(person, 'two_factor.enabled') })
    expect(await due()).toEqual(before)
    expect(Math.round((new Date(String(before[0]?.due_at)).getTime() - Date.now()) / 3_600_000)).toBe(72)
    expect(await jobs(person)).toEqual(['created'])
  })
})

describe('an attacker who reads the mailbox, starts the removal and waits', () => {
  it.each(CODES)('does not get the factor removed when its owner signs in with %s', async (_, { signIn }) => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    await resetAndSignIn(person)
    const owner = visitor()
    await owner.post('/sign-in', { email: person.email, password: NEW_PASSWORD })
    expect((await owner.post('/two-factor', { ...signIn(person), code: '000000' }, { json: true })).status).toBe(422)
    expect(await isPending(person)).toBe(true)
    expect(await owner.post('/two-factor', signIn(person))).toMatchObject({ status: 303, location: '/app' })
    await expectKept(person)
  })

  it.each(CODES)('does not get the factor removed when its owner confirms a change with %s', async (_, { stepUp }) => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    await resetAndSignIn(person)
    const { visitor: owner } = await signedIn(site(), person, false)
    const proof = { redirect: PAGE, password: NEW_PASSWORD }
    expect((await owner.post('/confirm', { ...proof, code: '000000' }, { json: true })).status).toBe(422)
    expect(await isPending(person)).toBe(true)
    expect(await owner.post('/confirm', { ...proof, ...stepUp(person) })).toMatchObject({ status: 303, location: PAGE })
    await expectKept(person)
  })
})

describe('an intruder who turned two-factor on', () => {
  it('does not keep it with its codes, by the password or a challenge from before "this wasn’t me" (lock-out)', async () => {
    const person = await withTwoFactor()
    const { email, password } = person
    const intruder = visitor()
    expect((await intruder.post('/sign-in', { email, password })).location).toBe(CHALLENGE)
    await requestRemoval(person)
    for (const answer of [{ code: person.codeAt() }, { code: person.codes[0] }])
      expect((await intruder.post('/two-factor', answer)).location).not.toBe('/app')
    expect((await visitor().post('/sign-in', { email, password }, { json: true })).status).toBe(422)
    expect(await isPending(person)).toBe(true)
  })
})

describe('a pending removal', () => {
  it('is announced on the page of the link, by email and on the pages that show two-factor', async () => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    expect((await visitor().get('/not-me?done=removal')).text).toContain('It will be removed in 3 days.')
    await linkTo(site().app, person.email, '/keep-two-factor')
    const member = await signedIn(site(), person, false)
    for (const path of [PAGE, '/settings/security']) expect((await member.visitor.get(path)).text).toContain('Keep two-factor')
    expect(await eventsOf(site().app, person.id)).toContain('two_factor.removal_requested')
  })

  it('is canceled on its page by a session that has passed the second factor, without a new proof and without scripts', async () => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    const { visitor: owner } = await signedIn(site(), person, false)
    expect(await owner.post(PAGE, {})).toMatchObject({ status: 303, location: `${PAGE}?done=kept` })
    expect((await owner.get(`${PAGE}?done=kept`)).text).toContain('Two-factor authentication stays on.')
    await expectKept(person)
  })

  it('is not canceled from another account or without a session', async () => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    expect((await visitor().post(PAGE, {})).location).toContain('/sign-in')
    expect((await (await signedIn(site())).visitor.post(PAGE, {})).location).toBe(`${PAGE}?done=kept`)
    expect(await isPending(person)).toBe(true)
  })

  it('is canceled by the emailed link, once of eight posts at one moment, and not by opening it (mail scanners)', async () => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    const token = tokenIn(await linkTo(site().app, person.email, '/keep-two-factor'))
    expect((await visitor().get(`/keep-two-factor?token=${token}`)).text).toContain('Keep two-factor authentication?')
    expect(await isPending(person)).toBe(true)
    for (const bad of ['', 'junk', `${token}x`])
      expect((await visitor().post('/keep-two-factor', { token: bad }, { json: true })).status).toBe(422)
    const answers = await Promise.all(Array.from({ length: 8 }, () => visitor().post('/keep-two-factor', { token })))
    expect(answers.filter(({ location }) => location === '/keep-two-factor?kept=yes')).toHaveLength(1)
    expect([await isPending(person), await isOn(person)]).toEqual([false, true])
  })

  it.each([
    ['turned off', 'turn-off', 'two_factor.disabled'],
    ['given new backup codes', 'new-codes', 'backup_codes.regenerated'],
  ])('ends when two-factor is %s with its proof, and the link in the email with it', async (_, path, event) => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    const token = tokenIn(await linkTo(site().app, person.email, '/keep-two-factor'))
    await (await signedIn(site(), person)).visitor.post(`${PAGE}/${path}`, {})
    expect(await eventsOf(site().app, person.id)).toContain(event)
    expect(await isPending(person)).toBe(false)
    expect((await visitor().post('/keep-two-factor', { token }, { json: true })).status).toBe(422)
  })

  it('of an authenticator that support removed does not remove the next one', async () => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    await query('delete from two_factor where user_id = $1', [person.id])
    await query('update "user" set two_factor_enabled = false where id = $1', [person.id])
    const { visitor: owner } = await signedIn(site(), person)
    const key = /otpauth:[^"]*?secret=([A-Z2-7]+)/.exec((await owner.get(`${PAGE}/set-up`)).text)?.[1] ?? ''
    await owner.post(`${PAGE}/set-up`, { code: totpCode(key, Date.now()) })
    await passDelay(person)
    await until('its job is done', async () => (await jobs(person))[0] === 'completed')
    expect(await isOn(person)).toBe(true)
  })
})

describe('after three days without an answer', () => {
  it('two-factor is removed, every session and trusted device ends, and the owner is told and signs in [ASVS 6.4.4]', async () => {
    const { app } = site()
    const person = await withTwoFactor()
    await requestRemoval(person)
    await query(
      `insert into trusted_device (user_id, token_hash, expires_at) values ($1::uuid, 'hash-' || $1::text, now() + interval '1 day')`,
      [person.id],
    )
    const member = await signedIn(site(), person)
    await passDelay(person)
    await until('two-factor is off', async () => !(await isOn(person)))
    for (const table of ['two_factor', 'factor_removal', 'session', 'trusted_device'])
      expect([table, await query(`select 1 from ${table} where user_id = $1`, [person.id])]).toEqual([table, []])
    expect((await member.visitor.get('/app')).location).toContain('/sign-in')
    expect(await eventsOf(app, person.id)).toContain('two_factor.disabled')
    await until('an email tells of it', () =>
      app.mail.received.some(({ to, subject }) => to === person.email && subject.startsWith('Two-factor authentication is off')),
    )
    // Everything pending has ended with the sessions, earlier reset links too.
    app.mail.received.length = 0
    await visitor().post('/forgot-password', { email: person.email })
    expect(await resetAndSignIn(person)).toBe('/app')
  })

  it('and not before: a job that comes early leaves it on, and another one follows', async () => {
    const person = await withTwoFactor()
    await requestRemoval(person)
    await workNow(person)
    await until('its job is done', async () => (await jobs(person))[0] === 'completed')
    expect([await isOn(person), await jobs(person)]).toEqual([true, ['completed', 'created']])
  })
})
