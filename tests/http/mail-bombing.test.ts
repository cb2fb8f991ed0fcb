import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { untilMailsAreSent } from '../support/jobs.ts'
import { GUESSES, guess, many, nobody, pass, said, useUp } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'
import { solve } from '../support/solve.ts'

const NEW_PASSWORD = 'another horse battery'
const MAILS = 5
/** Of those, for who shows nothing. */
const FREE = 3
const FORGOT = '/forgot-password'

const site = useOwnApp()
const visitor = () => new Visitor(site().app)
const newPerson = (verified = true) => createPerson(site().app.databaseUrl, { verified })
const mailsTo = (address: string) => site().app.mail.received.filter(({ to }) => to === address).length

/** A mail to someone else, asked for afterwards, has come, and no other is left to be sent. */
async function everythingIsSent() {
  const { email } = await newPerson()
  await visitor().post('/forgot-password', { email })
  await until('a later mail has come', () => mailsTo(email) === 1)
  await untilMailsAreSent(site().app)
}
/** As who solves a challenge. */
async function solving(email: string, path = FORGOT) {
  const from = visitor()
  return said(from.post(path, { email }, { json: true, headers: await solve(from, path) }))
}

/** Every mail of this hour, the last ones paid for. */
async function fillMailbox(email: string) {
  for (let turn = 0; turn < FREE; turn += 1) await visitor().post(FORGOT, { email })
  for (let turn = FREE; turn < MAILS; turn += 1) expect(await solving(email)).toBe(`200 ${FORGOT}?sent=yes`)
  await until('the mailbox is full', () => mailsTo(email) === MAILS)
}
const asks: ((from: Visitor, email: string) => Promise<{ status: number; text: string }>)[] = [
  (from, email) => from.post('/forgot-password', { email }, { json: true }),
  (from, email) => from.post('/magic-link', { email }, { json: true }),
  (from, email) => from.post('/sign-up', { name: 'X', email, password: NEW_PASSWORD }, { json: true }),
  (from, email) => from.auth('/request-password-reset', { email }),
]

/** Two answers may say how long to wait on either side of a tick, and each repeats the address that was typed. */
const inGeneral = (text: string, email: string) =>
  text
    .replace(email, '')
    .replace(/"retryAfterSeconds":\d+/, '')
    .replace(/wait \d+ minutes/, '')

/** Twenty guesses, and every mail that costs nothing. */
async function attacked() {
  const person = await newPerson()
  await guess(visitor(), person.email)
  await useUp(site().app, GUESSES)
  for (const ask of [...asks, ...asks]) await ask(visitor(), person.email)
  await until('those are sent', () => mailsTo(person.email) === FREE)
  return person
}
const signIn = (from: Visitor, email: string, password: string) => said(from.post('/sign-in', { email, password }, { json: true }))
const signUpWeakly = (address: string) => visitor().post('/sign-up', { name: 'X', email: address, password: 'short' }, { json: true })

describe('who uses up the mails of a mailbox and the tries of its account', () => {
  it('does not keep the owner out (lock-out) [ASVS 6.1.1]', async () => {
    const { email, password } = await attacked()
    const owner = visitor()
    expect(await signIn(owner, email, password)).toBe('429 too_many')
    expect(await said(owner.post(FORGOT, { email }, { json: true }))).toBe('429 challenge')
    expect(await said(owner.post(FORGOT, { email }, { json: true, headers: await solve(owner, FORGOT) }))).toBe(`200 ${FORGOT}?sent=yes`)
    await until('the link is there', () => mailsTo(email) === FREE + 1)
    const token = new URLSearchParams((await linkTo(site().app, email, '/reset-password')).split('?')[1]).get('token') ?? ''
    expect(await said(owner.post('/reset-password', { token, password: NEW_PASSWORD }, { json: true }))).toMatch('200')
    expect(await signIn(visitor(), email, NEW_PASSWORD)).toBe('429 too_many')
    expect(await signIn(owner, email, NEW_PASSWORD)).toBe('200 /app')
  })

  it('does not keep out who has a browser that knows them: it needs no challenge (lock-out) [ASVS 6.1.1]', async () => {
    const { email, password } = await newPerson()
    const owner = visitor()
    expect(await signIn(owner, email, password)).toBe('200 /app')
    await owner.post('/sign-out', {})
    for (const ask of [...asks, ...asks]) await ask(visitor(), email)
    await until('those are sent', () => mailsTo(email) === FREE)
    expect(await said(owner.post('/magic-link', { email }, { json: true }))).toBe('200 /magic-link?sent=yes')
    await until('the link is there', () => mailsTo(email) === FREE + 1)
  })

  it('is told nothing about whether there is such an account, and what sends no mail is not counted (enumeration) [ASVS 6.3.8]', async () => {
    const [{ email }, stranger] = [await newPerson(), nobody()]
    for (const address of [email, stranger]) {
      const refused = []
      for (let turn = 0; turn <= FREE; turn += 1) refused.push((await signUpWeakly(address)).status)
      expect(refused).toEqual(many(FREE + 1, 422))
      expect((await visitor().post(FORGOT, { email: address })).location).toBe(`${FORGOT}?sent=yes`)
    }
  })

  it('is met without scripts by words that say what to do [ASVS 2.4.1]', async () => {
    const email = nobody()
    for (let turn = 0; turn < FREE; turn += 1) await visitor().post(FORGOT, { email })
    const from = visitor()
    expect(await from.post(FORGOT, { email })).toMatchObject({ status: 303, location: FORGOT })
    expect((await from.get(FORGOT)).text).toContain('switch them on and send this again')
  })
})

describe('who wants to fill somebody’s mailbox (mail bombing)', () => {
  it('has three mails an hour sent to it, by every form together and from any number of addresses, then meets a challenge; known and unknown are answered alike [ASVS 2.4.1, 6.3.8]', async () => {
    const [{ email }, stranger] = [await newPerson(), nobody()]
    const statuses = []
    for (let turn = 0; turn < 3; turn += 1)
      for (const ask of asks) {
        const [known, unknown] = [await ask(visitor(), email), await ask(visitor(), stranger)]
        expect([known.status, inGeneral(known.text, email)]).toEqual([unknown.status, inGeneral(unknown.text, stranger)])
        statuses.push(known.status)
      }
    expect(statuses).toEqual([...many(FREE, 200), ...many(3 * asks.length - FREE, 429)])
    await everythingIsSent()
    expect(mailsTo(email)).toBe(FREE)
    expect(mailsTo(stranger)).toBeLessThanOrEqual(FREE)
  })

  it('has five sent when they solve challenges, and is answered as ever after that [ASVS 2.3.2, 2.4.1, 6.3.8]', async () => {
    const [{ email }, stranger] = [await newPerson(), nobody()]
    await fillMailbox(email)
    for (let turn = 0; turn < FREE; turn += 1) await visitor().post(FORGOT, { email: stranger })
    for (const path of [FORGOT, '/magic-link']) expect(await solving(email, path)).toBe(await solving(stranger, path))
    await everythingIsSent()
    expect([mailsTo(email), mailsTo(stranger)]).toEqual([MAILS, 0])
    await pass(site().app, 3601)
    await visitor().post('/magic-link', { email })
    await until('there is mail again', () => mailsTo(email) === MAILS + 1)
  })

  it('is not helped by asking at one moment, by capitals or by tags [ASVS 2.4.1]', async () => {
    const { email } = await newPerson(false)
    const [name = ''] = email.split('@')
    await Promise.all(many(8, null).map(() => visitor().post('/check-email', { email })))
    await visitor().post('/check-email', { email: email.toUpperCase() })
    const tagged = many(3, null).map((_, turn) => `${name}+${turn}@example.com`)
    for (const address of [...tagged, ` ${email} `])
      expect((await visitor().post('/sign-up', { name: 'X', email: address, password: NEW_PASSWORD }, { json: true })).status).toBe(429)
    expect((await visitor().auth('/sign-up/email', { name: 'X', email: `\t${email}`, password: NEW_PASSWORD })).text).toBe(
      '{"code":"CHALLENGE"}',
    )
    await everythingIsSent()
    expect([email, ...tagged].map(mailsTo)).toEqual([FREE, 0, 0, 0])
  })

  it('cannot do so by changing their own address to it, from many accounts [ASVS 2.4.1]', async () => {
    const victim = nobody()
    for (let turn = 0; turn < MAILS + 2; turn += 1) {
      const { visitor: member } = await signedIn(site())
      expect(await member.post('/settings/account/email', { email: victim })).toMatchObject({ location: '/settings/account?done=asked' })
    }
    await everythingIsSent()
    expect(mailsTo(victim)).toBe(FREE)
  })

  it('does not keep back the link that an owner gets for taking their account back (malicious lockout) [ASVS 6.1.1]', async () => {
    const { id, email } = await newPerson()
    await fillMailbox(email)
    const [token, at] = [randomBytes(32).toString('base64url'), new Date().toISOString()]
    await withSql(
      site().app.databaseUrl,
      (sql) => sql`
        insert into mail_link (user_id, purpose, token_hash, data, expires_at)
        values (${id}, 'email.undo', ${createHash('sha256').update(token).digest('base64url')}, ${sql.json({ email, at })}, now() + interval '1 hour')`,
    )
    expect(await visitor().post('/change-email/undo', { token })).toMatchObject({ location: '/change-email/undo?done=undone' })
    await until('the link is there', () => mailsTo(email) === MAILS + 1)
  })

  it('does not end the link that was mailed by asking for one that is not [ASVS 6.1.1]', async () => {
    const person = await newPerson()
    await fillMailbox(person.email)
    for (let turn = 0; turn < 3; turn += 1) await solving(person.email)
    await everythingIsSent()
    const tokens = site()
      .app.mail.received.filter(({ to }) => to === person.email)
      .map(({ text }) => /token=([\w-]+)/.exec(text)?.[1] ?? '')
    const answers = []
    for (const token of tokens)
      answers.push((await visitor().post('/reset-password', { token, password: NEW_PASSWORD }, { json: true })).status)
    expect(answers.filter((status) => status === 200)).toHaveLength(1)
  })
})
