import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { emptyQueues, jobsIn, letRunningExpire, makeDue } from '../support/jobs.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { type Worker, spawnWorker, startWorker } from '../support/worker.ts'

const DRILL_MS = 90_000

const site = useOwnApp({ WORKER: 'separate' })

beforeEach(() => emptyQueues(site().app))

async function askForReset(): Promise<string> {
  const { app } = site()
  const { email } = await createPerson(app.databaseUrl)
  expect(await new Visitor(app).post('/forgot-password', { email })).toMatchObject({ status: 303 })
  return email
}

const mailsTo = (emails: readonly string[]) => site().app.mail.received.filter(({ to }) => emails.includes(to))
const end = (worker: Worker, signal: NodeJS.Signals) => {
  worker.process.kill(signal)
  return worker.exited
}
const health = async () => {
  const asked = spawnWorker(site(), ['--health'])
  return { code: await asked.exited, said: asked.log().trim() }
}

describe('a worker in a process of its own', () => {
  it('killed in the middle of mails: another does them, each has its effect once, by one Message-ID', { timeout: DRILL_MS }, async () => {
    const { app } = site()
    const release = app.mail.hold()
    onTestFinished(release)
    const first = await startWorker(site())
    const begun = app.mail.begun()
    const people = await Promise.all(Array.from({ length: 6 }, askForReset))
    await until('mails are on their way', () => app.mail.begun() > begun)
    await end(first, 'SIGKILL')
    release()
    expect((await jobsIn(app, 'mail.send')).filter(({ state }) => state === 'active')).not.toEqual([])
    await letRunningExpire(app)
    const second = await startWorker(site())
    await until('every job is done', async () => {
      await makeDue(app)
      return (await jobsIn(app, 'mail.send', 'event.react', 'dead')).every(({ state }) => state === 'completed')
    })
    const mails = mailsTo(people)
    expect(new Set(mails.map(({ to }) => to))).toEqual(new Set(people))
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(people.length)
    await end(second, 'SIGTERM')
  })

  it('asked to stop ends what it has begun, and exits with 0', { timeout: DRILL_MS }, async () => {
    const { app } = site()
    const worker = await startWorker(site())
    const release = app.mail.hold()
    onTestFinished(release)
    const begun = app.mail.begun()
    const email = await askForReset()
    await until('the mail is on its way', () => app.mail.begun() > begun)
    worker.process.kill('SIGTERM')
    await until('it stops', () => worker.log().includes('"msg":"stopping"'))
    release()
    expect(await worker.exited).toBe(0)
    expect(mailsTo([email])).toHaveLength(1)
    expect((await jobsIn(app, 'mail.send')).filter(({ state }) => state !== 'completed')).toEqual([])
  })

  it('asked twice ends at once', { timeout: DRILL_MS }, async () => {
    const { app } = site()
    const worker = await startWorker(site())
    const release = app.mail.hold()
    onTestFinished(release)
    const begun = app.mail.begun()
    await askForReset()
    await until('the mail is on its way', () => app.mail.begun() > begun)
    worker.process.kill('SIGTERM')
    await until('it stops', () => worker.log().includes('"msg":"stopping"'))
    expect(await end(worker, 'SIGTERM')).toBe(1)
    release()
  })

  it('says how it is to who asks on the same machine, without a port', { timeout: DRILL_MS }, async () => {
    const gone = { code: 1, said: 'gatehouse: No worker of this machine was heard of for 20 seconds.' }
    expect(await health()).toEqual(gone)
    const worker = await startWorker(site())
    expect(await health()).toEqual({ code: 0, said: '' })
    await end(worker, 'SIGTERM')
    expect(await health()).toEqual(gone)
  })

  it('goes on when Postgres has ended all of its connections', { timeout: DRILL_MS }, async () => {
    const { app } = site()
    const worker = await startWorker(site())
    await withSql(
      app.databaseUrl,
      (sql) =>
        sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'gatehouse%'`,
    )
    const email = await askForReset()
    await until('the mail is there', async () => {
      await makeDue(app)
      return mailsTo([email]).length > 0
    })
    expect(worker.process.exitCode).toBeNull()
    await end(worker, 'SIGTERM')
  })

  it('refuses to start on a database without queues, in one line', async () => {
    const { app } = site()
    await withSql(app.databaseUrl, (sql) => sql`update pgboss.queue set name = 'elsewhere' where name = 'rows.sweep'`)
    onTestFinished(async () => {
      await withSql(app.databaseUrl, (sql) => sql`update pgboss.queue set name = 'rows.sweep' where name = 'elsewhere'`)
    })
    const worker = spawnWorker(site(), [])
    expect(await worker.exited).toBe(1)
    expect(worker.log()).toMatch(/^gatehouse: The database lacks the job queue rows\.sweep: [^\n]+\n$/)
  })
})
