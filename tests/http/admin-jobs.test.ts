import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { giveUp, jobsIn } from '../support/jobs.ts'
import { useOwnApp } from '../support/own-app.ts'
import { withSql } from '../support/person.ts'
import { call } from '../support/rpc-sweep.ts'
import { type Member, signedIn, signedInAdmin } from '../support/signed-in.ts'

/** Without a worker: what lies in the queue stays as it is. */
const site = useOwnApp({ WORKER: 'separate' })

const query = <T>(work: Parameters<typeof withSql<T>>[1]) => withSql(site().app.databaseUrl, work)
const actsOf = (admin: Member) =>
  query(
    (sql) =>
      sql<
        { name: string; target: string; data: object }[]
      >`select name, target, data from event where actor_id = ${admin.person.id} and name like 'job.%' order by created_at`,
  )

/** Without what was typed into the address, which stands in the page's forms, and what is new with each answer. */
async function whatIsSaid({ visitor }: Member, path: string, typed: string) {
  const { status, text } = await visitor.get(path + typed)
  const nonce = text.match(/nonce="([^"]+)"/)?.[1] ?? ''
  return {
    status,
    text: text
      .replaceAll(typed, 'TYPED')
      .replaceAll(nonce, 'NONCE')
      .replaceAll(/\bu:\d+/g, 'u:NOW'),
  }
}

async function deadJob(): Promise<string> {
  const known = new Set((await jobsIn(site().app, 'dead')).map(({ id }) => id))
  await query((sql) => giveUp(sql, 'mail.send'))
  return (await jobsIn(site().app, 'dead')).find(({ id }) => !known.has(id))?.id ?? ''
}

describe('the jobs', () => {
  it('do not exist for a person who is no administrator: page, post and function [ASVS 8.2.1]', async () => {
    const member = await signedIn(site())
    const id = await deadJob()
    const pages = ['/admin/jobs', '/admin/jobs?state=dead', '/admin/jobs/retry?queue=mail.send', '/admin/jobs/discard?queue=mail.send']
    for (const path of ['/no-such-page', ...pages]) {
      const { status, text } = await member.visitor.get(path)
      expect([path, status, text.includes(id)]).toEqual([path, 404, false])
      expect(text).toContain('There is nothing here')
    }
    for (const act of ['retry', 'discard']) {
      const [known, unknown] = await Promise.all([id, randomUUID()].map((typed) => whatIsSaid(member, `/admin/jobs/${act}?id=`, typed)))
      expect(known).toEqual(unknown)
    }
    for (const act of ['retry', 'discard']) expect(await member.visitor.post(`/admin/jobs/${act}`, { id })).toMatchObject({ status: 404 })
    const answer = await call(site().app, 'jobs.getQueues', 'GET', member.visitor.cookieHeader)
    expect(answer).toMatchObject({ status: 404, text: expect.stringContaining('not_found') })
    expect((await jobsIn(site().app, 'dead')).some((job) => job.id === id)).toBe(true)
    expect((await member.visitor.get('/app')).text).not.toContain('/admin/jobs')
  })

  it('lead a stranger to sign-in', async () => {
    expect(await new Visitor(site().app).get('/admin/jobs')).toMatchObject({ status: 307, location: expect.stringContaining('/sign-in') })
  })

  it('are there for an administrator, and from the next request on for nobody who was one [ASVS 8.2.1]', async () => {
    const admin = await signedInAdmin(site())
    const { status, text } = await admin.visitor.get('/admin/jobs')
    expect(status).toBe(200)
    expect(text).toContain('mail.send')
    await query((sql) => sql`update "user" set role = 'user' where id = ${admin.person.id}`)
    expect((await admin.visitor.get('/admin/jobs')).status).toBe(404)
    const id = await deadJob()
    expect(await admin.visitor.post('/admin/jobs/discard', { id })).toMatchObject({ status: 404 })
  })

  it('are acted on with a fresh proof only [ASVS 7.5.1]', async () => {
    const admin = await signedInAdmin(site(), false)
    const id = await deadJob()
    for (const act of ['retry', 'discard']) {
      const path = `/admin/jobs/${act}?id=${id}`
      const asked = `/confirm?redirect=${encodeURIComponent(path)}`
      expect(await admin.visitor.get(path)).toMatchObject({ status: 307, location: asked })
      expect(await admin.visitor.post(path, { id })).toMatchObject({ status: 303, location: asked })
    }
    expect((await jobsIn(site().app, 'dead')).some((job) => job.id === id)).toBe(true)
  })

  it('show ids and never what they hold', async () => {
    const admin = await signedInAdmin(site())
    await query((sql) => sql`update pgboss.job set data = '{"sealed":"CANARY-OF-A-MAIL"}' where name = 'dead'`)
    const id = await deadJob()
    await query(
      (sql) =>
        sql`update pgboss.job set data = '{"sealed":"CANARY-OF-A-MAIL"}', created_on = now() + interval '1 hour', source_created_on = now() + interval '1 hour' where id = ${id}`,
    )
    const page = (await admin.visitor.get('/admin/jobs?state=dead')).text
    const { text } = await call(
      site().app,
      'jobs.listJobs',
      'GET',
      admin.visitor.cookieHeader,
      {},
      `?payload=${encodeURIComponent('{"t":{"t":10,"i":0,"p":{"k":["data"],"v":[{"t":10,"i":1,"p":{"k":[],"v":[]},"o":0}]},"o":0},"f":63,"m":[]}')}`,
    )
    expect(page).toContain(id)
    expect(text).toContain(id)
    for (const told of [page, text]) expect(told).not.toContain('CANARY')
  })
})

describe('a job that was given up', () => {
  it('goes back to its queue, once, and the log says by whom', async () => {
    const admin = await signedInAdmin(site())
    const id = await deadJob()
    const path = `/admin/jobs/retry?id=${id}`
    expect((await admin.visitor.get(path)).text).toContain(id.slice(-8))
    expect(await admin.visitor.post(path, { id })).toMatchObject({ status: 303, location: '/admin/jobs?done=retried' })
    expect((await jobsIn(site().app, 'dead')).some((job) => job.id === id)).toBe(false)
    const back = await jobsIn(site().app, 'mail.send')
    expect(back).toMatchObject([{ state: 'created', retryCount: 0 }])
    expect(await admin.visitor.post(path, { id })).toMatchObject({ location: '/admin/jobs?done=gone' })
    expect(await actsOf(admin)).toEqual([{ name: 'job.retried', target: `job:${id}`, data: { jobs: '1' } }])
  })

  it('is discarded, alone or with all of its queue, and no other', async () => {
    const admin = await signedInAdmin(site())
    const id = await deadJob()
    expect(await admin.visitor.post('/admin/jobs/discard', { id }, { json: true })).toMatchObject({ status: 200 })
    expect((await jobsIn(site().app, 'dead')).some((job) => job.id === id)).toBe(false)
    await query((sql) => giveUp(sql, 'event.react', 3))
    await query((sql) => giveUp(sql, 'account.erase'))
    expect(await admin.visitor.post('/admin/jobs/discard', { queue: 'event.react' })).toMatchObject({
      location: '/admin/jobs?done=discarded',
    })
    const left = (await jobsIn(site().app, 'dead')).map(({ sourceName }) => sourceName)
    expect(left).toContain('account.erase')
    expect(left).not.toContain('event.react')
    expect(await actsOf(admin)).toEqual([
      { name: 'job.discarded', target: `job:${id}`, data: { jobs: '1' } },
      { name: 'job.discarded', target: 'queue:event.react', data: { jobs: '3' } },
    ])
  })

  it('is found by an id of a dead job only: a job that waits is not deleted by its own', async () => {
    const admin = await signedInAdmin(site())
    await query((sql) => sql`insert into pgboss.job (name, data, keep_until) values ('event.react', '{}', now() + interval '1 day')`)
    const [waiting] = await jobsIn(site().app, 'event.react')
    expect(await admin.visitor.post('/admin/jobs/discard', { id: waiting?.id ?? '' })).toMatchObject({ location: '/admin/jobs?done=gone' })
    await until('it is there', async () => (await jobsIn(site().app, 'event.react')).some(({ id }) => id === waiting?.id))
    for (const fields of [{}, { id: 'x' }, { queue: 'no.such' }] as Record<string, string>[])
      expect(await admin.visitor.post('/admin/jobs/discard', fields, { json: true })).toMatchObject({ status: 422 })
  })
})
