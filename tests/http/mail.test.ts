import { describe, expect, it } from 'vitest'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { endProcess } from '../support/app.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'

describe('mail never stands in the way of the request that asked for it', () => {
  const site = useOwnApp()

  it('a mail server that answers late: the page is answered while the mail is still on its way', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    app.mail.delay(4_000)
    expect(await new Visitor(app).post('/forgot-password', { email: person.email })).toMatchObject({ status: 303 })
    expect(app.mail.received.filter((mail) => mail.to === person.email)).toEqual([])
    await linkTo(app, person.email, '/reset-password')
    app.mail.delay(0)
  })

  it('a mail server that refuses: the mail is kept and sent later, once [ASVS 16.5.2]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    app.mail.refuse(true)
    expect(await new Visitor(app).post('/forgot-password', { email: person.email })).toMatchObject({ status: 303 })
    const waiting = () => withSql(app.databaseUrl, (sql) => sql`select 1 from pgboss.job where name = 'mail.send' and state = 'retry'`)
    await until('the first try has failed', async () => (await waiting()).length === 1)
    app.mail.refuse(false)
    await linkTo(app, person.email, '/reset-password')
    await until('no job is left', async () => (await waiting()).length === 0)
    expect(app.mail.received.filter((mail) => mail.to === person.email)).toHaveLength(1)
  })
})

describe('mail comes in the language of the person who signed up', () => {
  const site = useOwnApp()
  const mailsTo = (address: string) => site().app.mail.received.filter(({ to }) => to === address)

  it.each([
    ['what the browser asks for', { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' }, 'dir="ltr" lang="de"'],
    ['the chosen one, before that', { 'accept-language': 'de', cookie: 'locale=ar' }, 'dir="rtl" lang="ar"'],
    ['English, where it is one that there is not', { 'accept-language': 'tlh' }, 'dir="ltr" lang="en"'],
  ])('%s', async (_, headers, language) => {
    const { email, ...rest } = person()
    expect(await new Visitor(site().app).post('/sign-up', { email, ...rest }, { headers })).toMatchObject({ status: 303 })
    await linkTo(site().app, email, '/verify-email')
    expect(mailsTo(email)[0]?.html).toContain(`<html ${language}`)
  })

  it('also when someone else, with another language, asks for the mail', async () => {
    const { email, ...rest } = person()
    await new Visitor(site().app).post('/sign-up', { email, ...rest }, { headers: { cookie: 'locale=ar' } })
    await linkTo(site().app, email, '/verify-email')
    await new Visitor(site().app).post('/sign-up', { email, ...rest }, { headers: { cookie: 'locale=de' } })
    await until('the second mail is there', () => mailsTo(email).length === 2)
    expect(mailsTo(email)[1]?.html).toContain('<html dir="rtl" lang="ar"')
  })
})

describe('a stop', () => {
  const site = useOwnApp({ CI: '1' })

  it('by SIGTERM ends the process with 0, with CI set too', async () => {
    const { app } = site()
    expect(await endProcess(app.process)).toBe(0)
  })
})

const person = () => ({ name: 'Ada', email: `${crypto.randomUUID()}@example.com`, password: `pass ${crypto.randomUUID()}` })
