import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Visitor, linkTo } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'

const site = useOwnApp({ MAGIC_LINK: 'on' })
const PASSWORD = 'correct horse battery'

/** As a person types it, as it is stored, and as people read it. The mail server of the tests decodes the domain of a recipient too. */
const newAddress = () => {
  const local = `info-${randomUUID().slice(0, 8)}`
  return { typed: `${local}@Müller-Lab.example`, stored: `${local}@xn--mller-lab-q9a.example`, shown: `${local}@müller-lab.example` }
}
const tokenIn = (link: string) => new URLSearchParams(link.split('?')[1]).get('token') ?? ''

async function signedUp({ typed, shown }: { typed: string; shown: string }) {
  const { app } = site()
  const visitor = new Visitor(app)
  expect(await visitor.post('/sign-up', { name: 'Zoe Lind', email: typed, password: PASSWORD })).toMatchObject({ location: '/check-email' })
  return { visitor, token: tokenIn(await linkTo(app, shown, '/verify-email')) }
}

describe('an address with an internationalized domain', () => {
  it('is stored and mailed in ASCII and shown in Unicode', async () => {
    const address = newAddress()
    const { visitor, token } = await signedUp(address)
    expect((await visitor.get('/check-email')).text).toContain(address.shown)
    await visitor.post('/verify-email', { token })
    expect(await visitor.post('/sign-in', { email: address.typed, password: PASSWORD })).toMatchObject({ location: '/app' })
    const page = (await visitor.get('/settings/account')).text
    expect([page.includes(address.shown), page.includes(address.stored)]).toEqual([true, false])
    const rows = await withSql(site().app.databaseUrl, (sql) => sql`select email from "user" where email like ${`%${address.stored}`}`)
    expect(rows).toEqual([{ email: address.stored }])
  })

  it('is one account by every form and by the API, in either spelling', async () => {
    const { app } = site()
    const address = newAddress()
    const { visitor, token } = await signedUp(address)
    await visitor.post('/verify-email', { token })
    for (const email of [address.typed, address.stored, address.shown.normalize('NFD')]) {
      expect((await new Visitor(app).auth('/sign-in/email', { email, password: PASSWORD })).status).toBe(200)
      expect(await new Visitor(app).post('/sign-in', { email, password: PASSWORD })).toMatchObject({ location: '/app' })
    }
    await new Visitor(app).auth('/request-password-reset', { email: address.typed })
    await linkTo(app, address.shown, '/reset-password')
    await new Visitor(app).post('/magic-link', { email: address.typed })
    await linkTo(app, address.shown, '/magic-link')
    await new Visitor(app).auth('/sign-up/email', { name: 'Zoe', email: address.typed, password: PASSWORD })
    const rows = await withSql(app.databaseUrl, (sql) => sql`select 1 from "user" where email = ${address.stored}`)
    expect(rows).toHaveLength(1)
  })

  it('is not a fresh count of guesses in another spelling (brute force)', async () => {
    const { app } = site()
    const { typed, stored, shown } = newAddress()
    const spellings = [typed, stored, shown, stored.toUpperCase(), shown.replace('.', '。')]
    const statuses: number[] = []
    for (let turn = 0; turn < 25; turn += 1)
      statuses.push((await new Visitor(app).auth('/sign-in/email', { email: spellings[turn % 5], password: `guess ${turn}` })).status)
    expect(statuses).toContain(429)
  })

  it('is shown in Unicode to the mailbox that is asked to approve it', async () => {
    const { app } = site()
    const { visitor, person } = await signedIn(site())
    const address = newAddress()
    await visitor.post('/settings/account/email', { email: address.typed })
    await linkTo(app, person.email, '/change-email/confirm')
    const mail = app.mail.received.findLast(({ to }) => to === person.email)
    expect([mail?.text.includes(address.shown), mail?.html.includes(address.shown)]).toEqual([true, true])
    await linkTo(app, address.shown, '/change-email/verify')
  })

  it('is accepted with the signs that the HTML standard allows before the @', async () => {
    const local = `o'neil/lab!${randomUUID().slice(0, 8)}`
    const [email, shown] = [`${local}@example.xn--p1ai`, `${local}@example.рф`]
    const { visitor, token } = await signedUp({ typed: email, shown })
    await visitor.post('/verify-email', { token })
    expect(await visitor.post('/sign-in', { email, password: PASSWORD })).toMatchObject({ location: '/app' })
    await new Visitor(site().app).post('/forgot-password', { email })
    await linkTo(site().app, shown, '/reset-password')
  })

  it('is refused where it names no mailbox, by the form and the API', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    for (const email of ['ada@127.0.0.1', 'müller@example.com', 'ada@example.com:25', `${person.email}/x`]) {
      const byForm = await new Visitor(app).post('/sign-up', { name: 'Zoe', email, password: PASSWORD }, { json: true })
      expect(JSON.parse(byForm.text).fields).toEqual({ email: 'email_invalid' })
      const byApi = await new Visitor(app).auth('/sign-up/email', { name: 'Zoe', email, password: PASSWORD })
      expect(JSON.parse(byApi.text).code).toBe('INVALID_EMAIL')
    }
  })
})
