import { describe, expect, it } from 'vitest'
import { setBan } from '#features/admin/ban-command.server.ts'
import { hashToken, newToken } from '#auth/sessions/hashed-token.server.ts'
import { Authenticator } from '../support/authenticator.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { chooseAt, useGithub } from '../support/github.ts'
import { newcomer } from '../support/github-newcomer.ts'
import { useOwnApp } from '../support/own-app.ts'
import { withSql } from '../support/person.ts'
import { beginAll, newAddress, tokenIn } from '../support/pending-access.ts'
import { type Member, signedIn } from '../support/signed-in.ts'
import { codeOf, turnOnTwoFactor } from '../support/two-factor.ts'

const github = useGithub()
const site = useOwnApp(() => github().env)

const query = (text: string, values: string[] = []) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))
const visit = () => new Visitor(site().app)
const mailTo = async (email: string, path: string) => tokenIn(await linkTo(site().app, email, path))

type Event = {
  /** What the user has before, besides a password. */
  before?: (member: Member) => Promise<unknown>
  hasTwoFactor?: boolean
  happens: (member: Member) => Promise<unknown>
}

/** The session that makes the change stays. */
const KEEPS_ONE: Record<string, Event> = {
  'a password change': {
    happens: ({ visitor, person }) =>
      visitor.post('/settings/security/password', { current: person.password, password: 'other quiet words here' }),
  },
  'an email change': { happens: changeEmail },
  'two-factor turned on': { hasTwoFactor: false, happens: turnOn },
  'two-factor turned off': { happens: ({ visitor }) => visitor.post('/settings/security/two-factor/turn-off', {}) },
  'new backup codes': { happens: ({ visitor }) => visitor.post('/settings/security/two-factor/new-codes', {}) },
  'a passkey added': { happens: addPasskey },
  'a passkey removed': { before: addPasskey, happens: removePasskey },
  'a provider connected': { happens: connect },
  'a provider disconnected': {
    before: connect,
    happens: ({ visitor }) => visitor.post('/settings/connections/github', { act: 'disconnect' }),
  },
  'signing out other devices': { happens: ({ visitor }) => visitor.post('/settings/sessions', { act: 'end-others' }) },
}

const KEEPS_NONE: Record<string, Event> = {
  'a password reset': {
    async happens({ person: { email } }) {
      const resets = () => site().app.mail.received.filter(({ to, text }) => to === email && text.includes('/reset-password')).length
      const before = resets()
      await visit().post('/forgot-password', { email })
      await until('the link is there', () => resets() > before)
      await visit().post('/reset-password', { token: await mailTo(email, '/reset-password'), password: 'other quiet words here' })
    },
  },
  '"this wasn’t me"': {
    async happens({ person: { id } }) {
      const token = newToken()
      await query(
        `insert into mail_link (user_id, purpose, token_hash, data, expires_at)
         values ($1, 'not_me', $2, jsonb_build_object('eventId', $3::text), now() + interval '1 day')`,
        [id, hashToken(token), crypto.randomUUID()],
      )
      expect((await visit().post('/not-me', { token })).location).toBe('/not-me?done=yes')
    },
  },
  'an email change undone': {
    before: changeEmail,
    async happens({ person: { id } }) {
      const [row] = await query(`select token_hash from mail_link where user_id = $1 and purpose = 'email.undo'`, [id])
      const mail = site().app.mail.received.findLast(({ text }) => hashToken(tokenIn(undoLinkIn(text))) === row?.token_hash)
      await visit().post('/change-email/undo', { token: tokenIn(undoLinkIn(mail?.text ?? '')) })
    },
  },
  'a deletion': { happens: ({ visitor, person }) => visitor.post('/settings/data/delete', { email: person.email }) },
  'a ban that is lifted again': {
    async happens({ person: { email } }) {
      const { app, secret } = site()
      await setBan(app.databaseUrl, secret, { email, isLifted: false })
      await setBan(app.databaseUrl, secret, { email, isLifted: true })
    },
  },
}

const undoLinkIn = (text: string) => text.split('\n').find((line) => line.includes('/change-email/undo')) ?? '/'

/** Begins everything, lets it happen, and says what still works. */
async function leftAfter({ before, hasTwoFactor = true, happens }: Event): Promise<{ member: Member; left: string[] }> {
  const { app, secret } = site()
  const member = await signedIn(site())
  await before?.(member)
  const factor = hasTwoFactor ? await turnOnTwoFactor(app.databaseUrl, secret, member.person.id) : null
  // Emails requested so far must not count against the mailbox.
  await query('delete from try_count')
  const begun = await beginAll(site(), member, newcomer(github()).login, factor)
  await happens(member)
  const left: string[] = []
  for (const [name, works] of Object.entries(begun)) if (await works()) left.push(name)
  return { member, left }
}

describe('what is a session, or can still become one', () => {
  it('works as long as nothing happens', async () => {
    const { app, secret } = site()
    const member = await signedIn(site())
    const factor = await turnOnTwoFactor(app.databaseUrl, secret, member.person.id)
    const begun = await beginAll(site(), member, newcomer(github()).login, factor)
    // Of all that would end the others, last: a passkey, a connection, a reset.
    const last = ['a passkey being added', 'a provider being connected', 'a reset link']
    const names = Object.keys(begun).toSorted((a, b) => last.indexOf(a) - last.indexOf(b))
    expect(names).toHaveLength(8)
    for (const name of names.slice(0, -2)) expect([name, await begun[name]?.()]).toEqual([name, true])
  })

  it.each(Object.entries(KEEPS_ONE))('ends with %s, save the session that makes the change [ASVS 7.4.3]', async (_name, event) => {
    const { member, left } = await leftAfter(event)
    expect(left).toEqual([])
    expect((await member.visitor.get('/app')).status).toBe(200)
    expect(await query('select 1 from email_change where user_id = $1', [member.person.id])).toEqual([])
  })

  it.each(Object.entries(KEEPS_NONE))('ends with %s, all of it [ASVS 7.4.2, 7.4.3]', async (_name, event) => {
    const { member, left } = await leftAfter(event)
    expect(left).toEqual([])
    expect((await member.visitor.get('/app')).location).toContain('/sign-in')
    for (const table of ['session', 'trusted_device', 'email_change'])
      expect([table, await query(`select 1 from ${table} where user_id = $1`, [member.person.id])]).toEqual([table, []])
  })

  it('stays for another user whose address an attacker asks to change to (denial of sign-in) [ASVS 7.4.3]', async () => {
    const [victim, attacker] = [await signedIn(site()), await signedIn(site())]
    await visit().post('/magic-link', { email: victim.person.email })
    const token = await mailTo(victim.person.email, '/magic-link')
    await attacker.visitor.post('/settings/account/email', { email: victim.person.email })
    expect(await query('select 1 from email_change where user_id = $1', [attacker.person.id])).toHaveLength(1)
    await attacker.visitor.post('/settings/sessions', { act: 'end-others' })
    expect(await visit().post('/magic-link', { token })).toMatchObject({ status: 303, location: '/app' })
  })
})

async function changeEmail({ visitor, person }: Member): Promise<void> {
  const email = newAddress()
  await visitor.post('/settings/account/email', { email })
  const verify = await mailTo(email, '/change-email/verify')
  const links = site().app.mail.received.filter(({ to, text }) => to === person.email && text.includes('/change-email/confirm'))
  expect(links.length).toBeGreaterThan(0)
  await visitor.post('/change-email/verify', { token: verify })
  await until('the address has changed', async () => {
    await visitor.post('/change-email/confirm', { token: await mailTo(person.email, '/change-email/confirm') })
    return (await query('select email from "user" where id = $1', [person.id]))[0]?.email === email
  })
  person.email = email
}

async function turnOn({ visitor }: Member): Promise<void> {
  const path = '/settings/security/two-factor/set-up'
  const key = /otpauth:[^"]*?secret=([A-Z2-7]+)/.exec((await visitor.get(path)).text)?.[1] ?? ''
  expect((await visitor.post(path, { code: codeOf(key) })).location).toContain('/codes')
}

async function addPasskey({ visitor }: Member): Promise<void> {
  const { challenge } = JSON.parse((await visitor.get('/api/auth/passkey/generate-register-options')).text)
  const passkey = new Authenticator(site().app.url).register(challenge)
  expect((await visitor.post('/settings/security/passkeys/add', { name: 'Key', passkey })).location).toContain('done=added')
}

async function removePasskey({ visitor, person }: Member): Promise<void> {
  const [row] = await query('select id from passkey where user_id = $1', [person.id])
  expect((await visitor.post(`/settings/security/passkeys/${row?.id}/remove`, {})).location).toContain('done=removed')
}

async function connect({ visitor }: Member): Promise<void> {
  const { location } = await visitor.post('/settings/connections/github', { act: 'connect' })
  expect((await visitor.get(await chooseAt(new URL(location ?? ''), newcomer(github()).login))).location).toContain('connected=github')
}
