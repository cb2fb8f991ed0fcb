import { describe, expect, it } from 'vitest'
import { type Answer, Visitor, linkTo, until } from '../support/browserless.ts'
import { addEvent } from '../support/events.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'
import { type Member, eventsOf, signedIn } from '../support/signed-in.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const PAGE = '/settings/account'
const CHANGE = '/settings/account/email'

const newAddress = () => `new-${crypto.randomUUID().slice(0, 8)}@example.com`
const query = (text: string, values: string[]) => withSql(site().app.databaseUrl, (sql) => sql.unsafe(text, values))
const twoFactorEnabled = (subjectId: string) =>
  withSql(site().app.databaseUrl, (sql) => addEvent(sql, site().secret, { name: 'two_factor.enabled', subjectId }))
const addressOf = async ({ id }: Person) => (await query('select email from "user" where id = $1', [id]))[0]?.email
const ask = ({ visitor }: Member, email: string) => visitor.post(CHANGE, { email })
const linkFor = (address: string, step: string) => linkTo(site().app, address, `/change-email/${step}`)
const tokenIn = (link: string) => new URL(link, 'http://localhost').searchParams.get('token') ?? ''

/** Presses the button on the page of a link. */
const follow = (visitor: Visitor, link: string, json = false) => visitor.post(link, { token: tokenIn(link) }, { json })

async function change(member: Member, email: string): Promise<void> {
  const old = String(await addressOf(member.person))
  await ask(member, email)
  await follow(member.visitor, await linkFor(old, 'confirm'))
  await follow(member.visitor, await linkFor(email, 'verify'))
}

describe('changing the address', () => {
  it('takes the old mailbox and the new one, in either order, and ends what hung on the old one [ASVS 2.3.1]', async () => {
    for (const order of [
      ['confirm', 'verify'],
      ['verify', 'confirm'],
    ]) {
      const here = await signedIn(site())
      const there = await signedIn(site(), here.person)
      const email = newAddress()
      expect(await ask(here, email)).toMatchObject({ status: 303, location: `${PAGE}?done=asked` })
      expect((await here.visitor.get(PAGE)).text).toContain(email)
      for (const step of order) {
        expect(await addressOf(here.person)).toBe(here.person.email)
        await follow(here.visitor, await linkFor(step === 'confirm' ? here.person.email : email, step))
      }
      expect(await addressOf(here.person)).toBe(email)
      expect((await here.visitor.get('/app')).status).toBe(200)
      expect((await there.visitor.get('/app')).location).toContain('/sign-in')
      expect(await new Visitor(site().app).post('/sign-in', { ...here.person, email })).toMatchObject({ location: '/app' })
      expect(await eventsOf(site().app, here.person.id)).toEqual(expect.arrayContaining(['email.change_requested', 'email.changed']))
    }
  })

  it('needs a fresh proof, and is led to it before the address is looked at [ASVS 7.5.1]', async () => {
    const stale = await signedIn(site(), undefined, false)
    expect((await ask(stale, newAddress())).location).toContain('/confirm?redirect=')
    expect((await new Visitor(site().app).post(CHANGE, { email: newAddress() })).location).toContain('/sign-in')
    expect(await query('select 1 from email_change where user_id = $1', [stale.person.id])).toEqual([])
  })

  it('happens by a press alone: a mail scanner that opens the links changes nothing [ASVS 3.5.3]', async () => {
    const here = await signedIn(site())
    const email = newAddress()
    await ask(here, email)
    for (const link of [await linkFor(here.person.email, 'confirm'), await linkFor(email, 'verify')])
      expect((await new Visitor(site().app).get(link)).status).toBe(200)
    expect(await query('select confirmed_at, verified_at from email_change where user_id = $1', [here.person.id])).toEqual([
      { confirmed_at: null, verified_at: null },
    ])
  })

  it('can be called off, and its links with it', async () => {
    const here = await signedIn(site())
    const email = newAddress()
    await ask(here, email)
    const links = [await linkFor(here.person.email, 'confirm'), await linkFor(email, 'verify')]
    expect(await here.visitor.post(PAGE, { act: 'cancel' })).toMatchObject({ location: `${PAGE}?done=cancelled` })
    for (const link of links) expect((await follow(here.visitor, link, true)).status).toBe(422)
    expect(await addressOf(here.person)).toBe(here.person.email)
  })

  it('follows the newest request only: links of an older one are dead [ASVS 6.6.2]', async () => {
    const here = await signedIn(site())
    const [first, second] = [newAddress(), newAddress()]
    await ask(here, first)
    const older = [await linkFor(here.person.email, 'confirm'), await linkFor(first, 'verify')]
    await ask(here, second)
    for (const link of older) expect((await follow(here.visitor, link, true)).status).toBe(422)
    await linkFor(second, 'verify')
    expect(await addressOf(here.person)).toBe(here.person.email)
  })

  it('to the address that it is already is refused [ASVS 2.2.3]', async () => {
    const { visitor, person } = await signedIn(site())
    expect(await visitor.post(CHANGE, { email: person.email }, { json: true })).toMatchObject({
      status: 422,
      text: expect.stringContaining('email_unchanged'),
    })
  })

  it('is refused after a few in an hour: mails go to an address that anyone can name (mail flood) [ASVS 2.3.2]', async () => {
    const here = await signedIn(site())
    for (let index = 0; index < 5; index += 1) await ask(here, newAddress())
    expect((await here.visitor.post(CHANGE, { email: newAddress() }, { json: true })).status).toBe(429)
  })
})

describe('a link of a change', () => {
  it('works once: of eight presses at the same moment one is taken (race) [ASVS 2.3.4, 6.5.1]', async () => {
    const here = await signedIn(site())
    const email = newAddress()
    await ask(here, email)
    for (const link of [await linkFor(here.person.email, 'confirm'), await linkFor(email, 'verify')]) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => follow(here.visitor, link, true)))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    }
    expect((await eventsOf(site().app, here.person.id)).filter((name) => name === 'email.changed')).toHaveLength(1)
  })

  it('to the new mailbox is worth nothing to whoever else opens it: the address goes to no stranger’s account (pre-hijacking)', async () => {
    const [attacker, victim] = await Promise.all([signedIn(site()), signedIn(site())])
    const mailbox = newAddress()
    await ask(attacker, mailbox)
    await follow(attacker.visitor, await linkFor(attacker.person.email, 'confirm'))
    const link = await linkFor(mailbox, 'verify')
    expect((await follow(victim.visitor, link, true)).status).toBe(422)
    expect((await follow(new Visitor(site().app), link)).location).toContain('/sign-in')
    expect(await addressOf(attacker.person)).toBe(attacker.person.email)
  })

  it('of one kind does nothing on another’s page', async () => {
    const here = await signedIn(site())
    const email = newAddress()
    await ask(here, email)
    const token = tokenIn(await linkFor(here.person.email, 'confirm'))
    for (const path of ['/change-email/verify', '/change-email/undo', '/keep-account'])
      expect((await here.visitor.post(path, { token }, { json: true })).status).toBe(422)
    expect((await here.visitor.post('/verify-email', { token }, { json: true })).status).toBe(422)
  })
})

const told = ({ status, location, text, headers }: Answer, email: string) => ({
  status,
  location,
  names: [...headers.keys()].toSorted(),
  text: text.replaceAll(email, 'EMAIL'),
})

describe('an address that has an account (account enumeration)', () => {
  it('is answered as an unknown one is, its owner gets a mail, and the change never completes [ASVS 6.3.8]', async () => {
    const victim = await createPerson(site().app.databaseUrl)
    const answers: object[] = []
    for (const email of [victim.email, newAddress()]) {
      const here = await signedIn(site())
      const answer = told(await here.visitor.post(CHANGE, { email }, { json: true }), email)
      const page = (await here.visitor.get(PAGE)).text.includes(email)
      const confirmed = await follow(here.visitor, await linkFor(here.person.email, 'confirm'), true)
      answers.push({ ...answer, page, confirmed: told(confirmed, email) })
      expect(await addressOf(here.person)).toBe(here.person.email)
    }
    expect(answers[0]).toEqual(answers[1])
    await linkTo(site().app, victim.email, '/sign-in')
    expect(site().app.mail.received.some((mail) => mail.to === victim.email && mail.text.includes('/change-email/'))).toBe(false)
  })

  it('that an attacker signed up and never confirmed does not keep its owner out (pre-hijacking)', async () => {
    const email = newAddress()
    await new Visitor(site().app).post('/sign-up', { name: 'Mallory', email, password: 'the attacker chose this' })
    const here = await signedIn(site())
    await change(here, email)
    expect(await addressOf(here.person)).toBe(email)
    const attempt = await new Visitor(site().app).post('/sign-in', { email, password: 'the attacker chose this' }, { json: true })
    expect(attempt.status).toBe(422)
  })
})

describe('taking a change back', () => {
  it('puts the old address back, ends every session and the password, and starts a reset', async () => {
    const { app } = site()
    const here = await signedIn(site())
    const email = newAddress()
    await change(here, email)
    const undo = await linkFor(here.person.email, 'undo')
    expect(await follow(new Visitor(app), undo)).toMatchObject({ location: '/change-email/undo?done=undone' })
    expect(await addressOf(here.person)).toBe(here.person.email)
    expect((await here.visitor.get('/app')).location).toContain('/sign-in')
    expect((await new Visitor(app).post('/sign-in', here.person, { json: true })).status).toBe(422)
    const reset = await linkTo(app, here.person.email, '/reset-password')
    await new Visitor(app).post('/reset-password', { token: tokenIn(reset), password: 'my own again, thanks' })
    expect(await new Visitor(app).post('/sign-in', { ...here.person, password: 'my own again, thanks' })).toMatchObject({
      location: '/app',
    })
    expect(await eventsOf(app, here.person.id)).toContain('email.change_undone')
  })

  it('works after an attacker changed it twice, and the attacker’s mailbox cannot take it back in turn (account take-over)', async () => {
    const here = await signedIn(site())
    const [first, second] = [newAddress(), newAddress()]
    await change(here, first)
    await change(here, second)
    const [own, attackers] = [await linkFor(here.person.email, 'undo'), await linkFor(first, 'undo')]
    await follow(new Visitor(site().app), own)
    expect(await addressOf(here.person)).toBe(here.person.email)
    expect((await follow(new Visitor(site().app), attackers, true)).status).toBe(422)
    expect(await addressOf(here.person)).toBe(here.person.email)
  })

  it('removes what the attacker added since to come back, and nothing from before (persistence) [ASVS 7.4.3]', async () => {
    const { app } = site()
    const here = await signedIn(site())
    const { id } = here.person
    const addPasskey = (name: string) =>
      query(
        `insert into passkey (user_id, name, public_key, credential_id, counter, device_type, backed_up, created_at) values ($1::uuid, $2, 'key', $2 || $1::text, 0, 'singleDevice', false, now() - interval '1 hour')`,
        [id, name],
      )
    await addPasskey('mine')
    await change(here, newAddress())
    await addPasskey('theirs')
    await query(`insert into account (user_id, provider_id, account_id) values ($1::uuid, 'github', 'mallory')`, [id])
    await query(
      `insert into mail_link (user_id, purpose, token_hash, expires_at) values ($1, 'not_me', 'theirs', now() + interval '1 day')`,
      [id],
    )
    await follow(new Visitor(app), await linkFor(here.person.email, 'undo'))
    expect(await query('select name from passkey where user_id = $1', [id])).toEqual([{ name: 'mine' }])
    for (const table of ['account', 'mail_link'])
      expect([table, await query(`select 1 from ${table} where user_id = $1`, [id])]).toEqual([table, []])
  })

  it('leaves two-factor on that was on before', async () => {
    const { app, secret } = site()
    const here = await signedIn(site())
    await turnOnTwoFactor(app.databaseUrl, secret, here.person.id)
    await twoFactorEnabled(here.person.id)
    await change(here, newAddress())
    await follow(new Visitor(app), await linkFor(here.person.email, 'undo'))
    expect(await query('select 1 from two_factor where user_id = $1', [here.person.id])).toHaveLength(1)
  })

  it('also keeps an account that the attacker asked to have erased', async () => {
    const here = await signedIn(site())
    const email = newAddress()
    await change(here, email)
    await here.visitor.post('/settings/data/delete', { email })
    expect(await query('select 1 from account_deletion where user_id = $1', [here.person.id])).toHaveLength(1)
    await follow(new Visitor(site().app), await linkFor(here.person.email, 'undo'))
    expect(await query('select 1 from account_deletion where user_id = $1', [here.person.id])).toEqual([])
  })

  it('works once, of eight presses at the same moment', async () => {
    const here = await signedIn(site())
    await change(here, newAddress())
    const undo = await linkFor(here.person.email, 'undo')
    const answers = await Promise.all(Array.from({ length: 8 }, () => follow(new Visitor(site().app), undo, true)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('is over after 72 hours', async () => {
    const here = await signedIn(site())
    const email = newAddress()
    await change(here, email)
    const undo = await linkFor(here.person.email, 'undo')
    await query(`update mail_link set expires_at = expires_at - interval '72 hours' where user_id = $1`, [here.person.id])
    expect((await follow(new Visitor(site().app), undo, true)).status).toBe(422)
    expect(await addressOf(here.person)).toBe(email)
  })
})

describe('a reset link that lies in the old mailbox', () => {
  it('is dead once the address has changed', async () => {
    const { app } = site()
    const here = await signedIn(site())
    await new Visitor(app).post('/forgot-password', { email: here.person.email })
    const reset = await linkTo(app, here.person.email, '/reset-password')
    await change(here, newAddress())
    await until('the change is done', async () => (await addressOf(here.person)) !== here.person.email)
    const answer = await new Visitor(app).post(
      '/reset-password',
      { token: tokenIn(reset), password: 'taken by the old mailbox' },
      { json: true },
    )
    expect(answer.status).toBe(422)
  })
})
