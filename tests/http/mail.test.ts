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

  it('a mail server that refuses: the mail is kept and sent later, once', async () => {
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

describe('a stop', () => {
  const site = useOwnApp({ CI: '1' })

  it('by SIGTERM ends the process with 0, with CI set too', async () => {
    const { app } = site()
    expect(await endProcess(app.process)).toBe(0)
  })
})
