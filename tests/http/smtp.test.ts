import { describe, expect, it, onTestFinished } from 'vitest'
import { anyPort } from '../../scripts/free-port.ts'
import { Visitor, until } from '../support/browserless.ts'
import { jobsIn, makeDue } from '../support/jobs.ts'
import type { App } from '../support/app.ts'
import { startMailServer } from '../support/mail-server.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson } from '../support/person.ts'

const DRILL_MS = 60_000
/** As many as there are mails at once. */
const CONNECTIONS_MAX = 5

const port = await anyPort()

const stateOf = async (app: App) => (await jobsIn(app, 'mail.send')).at(-1)?.state

describe('a mail server that is away', () => {
  const site = useOwnApp({ SMTP_URL: `smtp://127.0.0.1:${port}` })

  it('gets the mail when it is back, once', { timeout: DRILL_MS }, async () => {
    const { app } = site()
    const { email } = await createPerson(app.databaseUrl)
    await new Visitor(app).post('/forgot-password', { email })
    await until('the first try has failed', async () => (await jobsIn(app, 'mail.send')).some(({ state }) => state === 'retry'))
    const mail = await startMailServer(port)
    try {
      await until('the mail is there', async () => {
        await makeDue(app)
        return mail.received.some(({ to }) => to === email)
      })
      await until('no job is left', async () => (await jobsIn(app, 'mail.send')).every(({ state }) => state === 'completed'))
      expect(mail.received).toHaveLength(1)
    } finally {
      await mail.stop()
    }
  })
})

describe('a mail server', () => {
  const site = useOwnApp()
  const askForReset = async () => {
    const { app } = site()
    const { email } = await createPerson(app.databaseUrl)
    expect(await new Visitor(app).post('/forgot-password', { email })).toMatchObject({ status: 303 })
    return email
  }
  const has = (email: string) => site().app.mail.received.some(({ to }) => to === email)

  it('that stalls in the middle of one mail holds up neither pages nor other mails', { timeout: DRILL_MS }, async () => {
    const { app } = site()
    const { email: stalled } = await createPerson(app.databaseUrl)
    const release = app.mail.hold(stalled)
    onTestFinished(release)
    const begun = app.mail.begun()
    await new Visitor(app).post('/forgot-password', { email: stalled })
    await until('it stalls', () => app.mail.begun() > begun)
    const others = await Promise.all(Array.from({ length: 8 }, askForReset))
    await until('the other mails are there', () => others.every(has))
    expect((await new Visitor(app).get('/')).status).toBe(200)
    expect(has(stalled)).toBe(false)
    release()
    await until('it is there too', () => has(stalled))
  })

  it('that stalls in the middle of all of them has a few connections open, and no more', { timeout: DRILL_MS }, async () => {
    const { app } = site()
    const release = app.mail.hold()
    onTestFinished(release)
    const begun = app.mail.begun()
    const people = await Promise.all(Array.from({ length: 20 }, askForReset))
    await until('as many stall as can', () => app.mail.begun() - begun === CONNECTIONS_MAX)
    expect((await new Visitor(app).get('/')).status).toBe(200)
    release()
    await until('all are there', () => people.every(has))
    expect(app.mail.mostConnections()).toBeLessThanOrEqual(CONNECTIONS_MAX)
  })

  it('that refuses a mailbox for good is not asked again: the job is given up, in words without the address', async () => {
    const { app } = site()
    const { email } = await createPerson(app.databaseUrl)
    app.mail.refuseForever(email)
    await new Visitor(app).post('/forgot-password', { email })
    await until('it is given up', async () => (await jobsIn(app, 'dead')).length > 0)
    expect(await jobsIn(app, 'dead')).toMatchObject([{ sourceName: 'mail.send', state: 'created' }])
    expect((await jobsIn(app, 'mail.send')).filter(({ state }) => state === 'failed')).toMatchObject([{ retryCount: 0 }])
    const line = (await app.settledLog()).split('\n').find((text) => text.includes('job given up'))
    expect(line).toContain('"level":50')
    expect(line).toContain('EENVELOPE 550')
    expect(await app.settledLog()).not.toContain(email)
  })

  it.each([
    '5.1.1 Recipient address rejected: User unknown in virtual mailbox table',
    '5.1.10 Recipient address has null MX',
    '5.2.1 The email account that you tried to reach is disabled',
    'No such recipient here',
  ])('that refuses a mailbox for good with 550 %s is not asked again', async (words) => {
    const { app } = site()
    const { email } = await createPerson(app.databaseUrl)
    app.mail.refuseForever(email, { code: 550, words })
    const before = (await jobsIn(app, 'dead')).length
    await new Visitor(app).post('/forgot-password', { email })
    await until('it is given up', async () => (await jobsIn(app, 'dead')).length > before)
  })

  it('that rejects our sender address (5xx to MAIL FROM) loses no email: it is retried and arrives once the sender is accepted', async () => {
    const { app } = site()
    app.mail.refuseSender(true)
    onTestFinished(() => app.mail.refuseSender(false))
    const email = await askForReset()
    await until('the email waits for a retry', async () => (await stateOf(app)) === 'retry')
    app.mail.refuseSender(false)
    await until('the email arrives', async () => {
      await makeDue(app)
      return has(email)
    })
  })

  it.each([
    { code: 550, words: '5.7.1 Unable to relay' },
    { code: 550, words: 'relay not permitted' },
    { code: 530, words: '5.7.0 Authentication required' },
    { code: 554, words: '5.7.1 Relay access denied' },
    { code: 553, words: 'sorry, that domain is not in my list of allowed rcpthosts' },
    { code: 550, words: '5.1.0 <no-reply@example.com>: Sender address rejected: User unknown' },
    { code: 550, words: '5.1.8 <no-reply@example.com>: Sender address rejected: Domain not found' },
    { code: 553, words: '5.7.1 <no-reply@example.com>: Sender address rejected: not owned by user' },
    { code: 553, words: 'Sender address rejected: not owned by user' },
    { code: 550, words: 'Sender verify failed' },
    { code: 550, words: '5.4.5 Daily user sending limit exceeded' },
    { code: 552, words: '5.2.2 mailbox full' },
  ])('that answers a recipient with $code $words objects to our settings or to the moment: the email is retried', async (refusal) => {
    const { app } = site()
    const { email } = await createPerson(app.databaseUrl)
    app.mail.refuseForever(email, refusal)
    const waiting = async () => (await jobsIn(app, 'mail.send')).filter(({ state }) => state === 'retry').length
    const before = await waiting()
    await new Visitor(app).post('/forgot-password', { email })
    await until('the email waits for a retry', async () => (await waiting()) > before)
  })
})
