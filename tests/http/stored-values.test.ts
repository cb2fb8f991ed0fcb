import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashToken, newToken } from '#auth/sessions/hashed-token.server.ts'
import { type Answer, Visitor, linkTo } from '../support/browserless.ts'
import { everyValueIn } from '../support/every-value.ts'
import { useGithub } from '../support/github.ts'
import { newcomer } from '../support/github-newcomer.ts'
import { useOwnApp } from '../support/own-app.ts'
import { beginAll, tokenIn } from '../support/pending-access.ts'
import { type Member, signedIn } from '../support/signed-in.ts'
import { type SecondFactor, turnOnTwoFactor } from '../support/two-factor.ts'

/** Fewer than any limit: what is refused must be refused for what it is. */
const AT_ONCE = 8
const PASSWORD = 'three quiet words here'

const github = useGithub()
const site = useOwnApp(() => github().env)
const visit = () => new Visitor(site().app)

let sql: postgres.Sql
let values: string[]
/** A user with one of each credential, in a session without a fresh proof. */
let owner: Member
let factor: SecondFactor
let unconfirmed: { email: string; token: string }

beforeAll(async () => {
  const { app, secret } = site()
  sql = postgres(app.databaseUrl, { max: 1, onnotice: () => {} })
  owner = await signedIn(site())
  factor = await turnOnTwoFactor(sql, secret, owner.person.id)
  await beginAll(site(), owner, newcomer(github()).login, factor)
  await sql`update session set proven_at = null where user_id = ${owner.person.id}`
  for (const purpose of ['email.undo', 'account.keep', 'not_me', 'email.verify', 'two_factor.keep'])
    await sql`insert into mail_link (user_id, purpose, token_hash, data, expires_at)
      values (${owner.person.id}, ${purpose}, ${hashToken(newToken())}, ${sql.json({ email: owner.person.email, at: new Date().toISOString() })}, now() + interval '1 day')`
  await visit().post('/auth/provider', { provider: 'github' })
  await visit().get('/api/auth/passkey/generate-authenticate-options')
  const email = `unconfirmed-${crypto.randomUUID().slice(0, 8)}@example.com`
  await visit().post('/sign-up', { name: 'Una', email, password: PASSWORD })
  unconfirmed = { email, token: tokenIn(await linkTo(app, email, '/verify-email')) }
  values = await everyValueIn(sql)
})
afterAll(() => sql.end())

/** A visitor with the value as the cookie of that name. */
function withCookie(name: string, value: string, from = visit()): Visitor {
  from.cookies.set(`gatehouse.${name}`, value)
  return from
}

const inOwnersSession = () => withCookie('session_token', owner.visitor.cookies.get('gatehouse.session_token') ?? '')

const post = (path: string, fields: Record<string, string>, from = visit()) => from.post(path, fields, { json: true })

/** Everywhere that takes a token, link, code, key or cookie. */
const PLACES: Record<string, (value: string) => Promise<Answer>> = {
  'the reset form': (token) => post('/reset-password', { token, password: PASSWORD }),
  'the reset endpoint': (token) => visit().auth('/reset-password', { token, newPassword: PASSWORD }),
  'the reset endpoint’s address': (token) => visit().auth(`/reset-password?token=${encodeURIComponent(token)}`, { newPassword: PASSWORD }),
  'the sign-in link': (token) => post('/magic-link', { token }),
  'the confirmation of an email': (token) => post('/verify-email', { token, password: PASSWORD }),
  'the approval of an email change': (token) => post('/change-email/confirm', { token }),
  'the confirmation of a new email': (token) => post('/change-email/verify', { token }, inOwnersSession()),
  'the undoing of an email change': (token) => post('/change-email/undo', { token }),
  '"this wasn’t me"': (token) => post('/not-me', { token }),
  'the restoring of an account': (token) => post('/keep-account', { token }),
  'the keeping of two-factor': (token) => post('/keep-two-factor', { token }),
  'a password': (password) => post('/sign-in', { email: owner.person.email, password }),
  'a password and code for step-up': (value) => post('/confirm', { password: value, code: value }, inOwnersSession()),
  'a backup code for step-up': (backupCode) => post('/confirm', { password: owner.person.password, backupCode }, inOwnersSession()),
  'a session cookie': (value) => withCookie('session_token', value).post('/settings/sessions', { act: 'end-others' }),
  'an encoded session cookie': (value) =>
    withCookie('session_token', encodeURIComponent(`${value}.${value}`)).post('/settings/sessions', { act: 'end-others' }),
  'a challenge cookie': (value) => withCookie('two_factor', value).post('/two-factor', { code: factor.codeAt() }),
  'a sign-up cookie': (value) => withCookie('sign_up', value).post('/verify-email', { token: unconfirmed.token }),
  'a passkey challenge cookie': (value) =>
    withCookie('passkey_challenge', value).post('/auth/passkey', {
      passkey: JSON.stringify({ id: value, rawId: value, type: 'public-key', response: { clientDataJSON: value } }),
    }),
  'a provider’s state': (value) =>
    withCookie('state', value).get(`/api/auth/callback/github?${new URLSearchParams({ state: value, code: value }).toString()}`),
  'a signed provider’s state': (value) =>
    withCookie('state', `${value}.${value}`).get(
      `/api/auth/callback/github?${new URLSearchParams({ state: value, code: value }).toString()}`,
    ),
}

/** What any success would change. Resets the limits. */
async function state() {
  await sql`delete from try_count`
  return {
    users: await sql`select id, email, email_verified, two_factor_enabled from "user" order by id`,
    sessions: await sql`select id, token, proven_at from session order by id`,
    accounts: await sql`select id, user_id, password from account order by id`,
    passkeys: await sql`select id from passkey order by id`,
    factors: await sql`select id, backup_codes from two_factor order by id`,
    links: await sql`select id from mail_link order by id`,
    removals: await sql`select * from factor_removal order by user_id`,
    changes: await sql`select * from email_change order by user_id`,
    deletions: await sql`select * from account_deletion order by user_id`,
    devices: await sql`select id, last_used_at from trusted_device order by id`,
    verifications: await sql`select identifier, value from verification order by id`,
  }
}

describe('a value that Postgres stores (pass the hash)', () => {
  it('is one of every kind of credential', async () => {
    const kinds = await sql<{ kind: string }[]>`
      select 'session' as kind from session union select 'trusted device' from trusted_device union select purpose from mail_link
      union select case when identifier like 'reset-password:%' then 'reset link' when value like '%magic-link%' then 'sign-in link'
        when value like '%"registration"%' then 'new passkey' when value like '%"authentication"%' then 'passkey'
        when value like '%"link"%' then 'connection' when value like '%codeVerifier%' then 'provider' when value = '0' then 'tries' else 'challenge' end from verification`
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(
      ['session', 'trusted device', 'reset link', 'sign-in link', 'new passkey', 'passkey', 'connection', 'provider', 'tries', 'challenge']
        .concat(['email.confirm', 'email.verify', 'email.undo', 'account.keep', 'not_me', 'two_factor.keep'])
        .toSorted(),
    )
    expect(values.length).toBeGreaterThan(100)
  })

  it.each(Object.entries(PLACES))('is not taken as %s [ASVS 14.2.4]', async (_name, offer) => {
    const before = await state()
    for (let first = 0; first < values.length; first += AT_ONCE) {
      const answers = await Promise.all(values.slice(first, first + AT_ONCE).map(offer))
      expect(answers.filter(({ status, location }) => status === 429 || location?.includes('too_many'))).toEqual([])
      expect(await state()).toEqual(before)
    }
  })

  it('is not taken as a code or backup code at sign-in [ASVS 14.2.4]', async () => {
    const { person } = owner
    const visitor = visit()
    await visitor.post('/sign-in', person)
    const before = await state()
    for (const code of values)
      for (const by of ['app', 'backup']) {
        await sql`update verification set value = '0' where value ~ '^[0-9]$'`
        await sql`delete from try_count`
        await visitor.post('/two-factor', { code, with: by })
      }
    await sql`update verification set value = '0' where value ~ '^[0-9]$'`
    expect(await state()).toEqual(before)
    expect(visitor.cookies.has('gatehouse.session_token')).toBe(false)
  })

  it('is not taken as the cookie of a trusted device [ASVS 14.2.4]', async () => {
    const { person } = owner
    const before = await sql`select count(*) from session`
    for (let first = 0; first < values.length; first += AT_ONCE) {
      const offered = values.slice(first, first + AT_ONCE)
      const answers = await Promise.all(offered.map((value) => withCookie('trusted', value).post('/sign-in', person)))
      expect(answers.map(({ location }) => location)).toEqual(offered.map(() => '/two-factor?redirect=%2Fapp'))
      await state()
    }
    expect(await sql`select count(*) from session`).toEqual(before)
  })
})
