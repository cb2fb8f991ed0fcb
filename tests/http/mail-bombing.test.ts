import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { many, nobody, pass } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'

const NEW_PASSWORD = 'another horse battery'
const MAILS = 5

const site = useOwnApp()
const visitor = () => new Visitor(site().app)
const newPerson = (verified = true) => createPerson(site().app.databaseUrl, { verified })
const mailsTo = (address: string) => site().app.mail.received.filter(({ to }) => to === address).length

/** A mail to someone else, asked for afterwards, has come: whatever was to be sent before is there too. */
async function everythingIsSent() {
  const { email } = await newPerson()
  await visitor().post('/forgot-password', { email })
  await until('a later mail has come', () => mailsTo(email) === 1)
}
const asks: ((from: Visitor, email: string) => Promise<{ status: number; text: string }>)[] = [
  (from, email) => from.post('/forgot-password', { email }, { json: true }),
  (from, email) => from.post('/magic-link', { email }, { json: true }),
  (from, email) => from.post('/sign-up', { name: 'X', email, password: NEW_PASSWORD }, { json: true }),
  (from, email) => from.auth('/request-password-reset', { email }),
]

describe('who wants to fill somebody’s mailbox (mail bombing)', () => {
  it('has five mails an hour sent to it, by every form together and from any number of addresses; the answers stay the same [ASVS 2.4.1, 6.3.8]', async () => {
    const [{ email }, stranger] = [await newPerson(), nobody()]
    for (let turn = 0; turn < 3; turn += 1)
      for (const ask of asks) {
        const [known, unknown] = [await ask(visitor(), email), await ask(visitor(), stranger)]
        expect({ ...known, headers: null, text: known.text }).toEqual({ ...unknown, headers: null, text: unknown.text })
        expect(known.status).toBe(200)
      }
    await everythingIsSent()
    expect(mailsTo(email)).toBe(MAILS)
    expect(mailsTo(stranger)).toBeLessThanOrEqual(MAILS)
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
    for (const address of tagged)
      expect((await visitor().post('/sign-up', { name: 'X', email: address, password: NEW_PASSWORD }, { json: true })).status).toBe(200)
    await everythingIsSent()
    expect([email, ...tagged].map(mailsTo)).toEqual([MAILS, 0, 0, 0])
  })

  it('cannot do so by changing their own address to it, from many accounts [ASVS 2.4.1]', async () => {
    const victim = nobody()
    for (let turn = 0; turn < MAILS + 2; turn += 1) {
      const { visitor: member } = await signedIn(site())
      expect(await member.post('/settings/account/email', { email: victim })).toMatchObject({ location: '/settings/account?done=asked' })
    }
    await everythingIsSent()
    expect(mailsTo(victim)).toBe(MAILS)
  })

  it('does not keep back the link that an owner gets for taking their account back (malicious lockout) [ASVS 6.1.1]', async () => {
    const { id, email } = await newPerson()
    for (let turn = 0; turn < MAILS; turn += 1) await visitor().post('/forgot-password', { email })
    await until('the mailbox is full', () => mailsTo(email) === MAILS)
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
    for (let turn = 0; turn < MAILS; turn += 1) await visitor().post('/forgot-password', { email: person.email })
    await until('five mails are there', () => mailsTo(person.email) === MAILS)
    for (let turn = 0; turn < 3; turn += 1) await visitor().post('/forgot-password', { email: person.email })
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
