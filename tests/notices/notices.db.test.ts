import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { db, sql } from '#platform/db/client.server.ts'
import { event, user } from '#platform/db/schema/index.ts'
import { openMail } from '#platform/email/queue.server.ts'
import { renderEmail } from '#platform/email/render.server.tsx'
import { EVENT_NAMES } from '#features/activity/events.ts'
import type { NewEvent } from '#platform/events/append.server.ts'
import { record } from '#platform/events/record.server.ts'
import { env } from '#platform/config/env.server.ts'
import { NOTICES } from '#features/notices/notices.ts'
import { reactToEvent } from '#platform/events/react.server.ts'
import { addEvent } from '../support/events.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const NEWER_FIREFOX = FIREFOX.replaceAll('140', '141')
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1'

let person: { id: string; email: string }

beforeEach(async () => {
  const email = `${crypto.randomUUID()}@example.com`
  const [made] = await db.insert(user).values({ name: 'Ada', email, locale: 'de', emailVerified: true }).returning({ id: user.id })
  person = { id: made?.id ?? '', email }
})

async function happen(name: NewEvent['name'], more: Partial<NewEvent> = {}): Promise<string> {
  await record(db, { name, actorId: person.id, subjectId: person.id, ipAddress: '192.0.2.7', userAgent: FIREFOX, ...more })
  return (await eventsOf(name)).at(-1)?.id ?? ''
}

const eventsOf = async (name: string) =>
  (await db.select().from(event).where(eq(event.subjectId, person.id)).orderBy(event.id)).filter((row) => row.name === name)

/** What the queue holds for this person. */
async function mails() {
  const jobs = await sql`select data from pgboss.job where name = 'mail.send'`
  const opened = await Promise.all(jobs.map(({ data }) => openMail(data)))
  return opened.filter(({ to }) => to === person.email)
}

const links = () => sql`select data from mail_link where user_id = ${person.id} and purpose = 'not_me'`

/** Works the job of an event and of what follows from it, as the worker does. */
async function work(eventId: string) {
  await reactToEvent('job', { eventId })
  for (const { id } of await eventsOf('device.new')) await reactToEvent('job', { eventId: id })
}

describe('a notice', () => {
  it.each(NOTICES)('of %s is one mail in the person’s language, with a link of its own', async (name) => {
    const eventId = await happen(name)
    await reactToEvent('job', { eventId })
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      locale: 'de',
      message: { template: 'security-notice', props: { happened: name, ipAddress: '192.0.2.7' } },
    })
    expect(await links()).toEqual([{ data: { eventId } }])
    const { text } = await renderEmail(mail?.message ?? never(), 'de')
    expect(text).toMatch(/Zeitpunkt: .* UTC\nGerät: Firefox.*Linux\nNetzwerkadresse: 192\.0\.2\.7/)
    expect(text).toContain('http://localhost:3000/not-me?token=')
  })

  it('is not sent twice when its job is tried again, nor when two workers have it', async () => {
    const eventId = await happen('password.changed')
    await Promise.all([reactToEvent('job', { eventId }), reactToEvent('job', { eventId })])
    await reactToEvent('job', { eventId })
    expect(await mails()).toHaveLength(1)
  })

  it.each(EVENT_NAMES.filter((name) => !NOTICES.some((notice) => notice === name) && name !== 'account.disowned'))(
    'is not sent of %s',
    async (name) => {
      await reactToEvent('job', { eventId: await happen(name) })
      expect(await mails()).toEqual([])
    },
  )

  it('says how to turn two-factor on again when it was turned off', async () => {
    await reactToEvent('job', { eventId: await happen('two_factor.disabled') })
    const [mail] = await mails()
    expect((await renderEmail(mail?.message ?? never(), 'en')).text).toContain('http://localhost:3000/settings/security/two-factor')
  })

  it('ends quietly when its person is gone', async () => {
    const eventId = await happen('password.changed')
    await db.delete(user).where(eq(user.id, person.id))
    await expect(reactToEvent('job', { eventId })).resolves.toBeUndefined()
    expect(await mails()).toEqual([])
  })
})

describe('a new device', () => {
  it('is none at the first sign-in of all, nor where the browser has only become newer', async () => {
    await work(await happen('session.started'))
    await work(await happen('session.started', { userAgent: NEWER_FIREFOX }))
    expect(await eventsOf('device.new')).toEqual([])
    expect(await mails()).toEqual([])
  })

  it('is told of once, with its name, and is known from then on', async () => {
    await work(await happen('session.started'))
    const first = await happen('session.started', { userAgent: SAFARI, ipAddress: '192.0.2.99' })
    await Promise.all([work(first), work(first)])
    await work(await happen('session.started', { userAgent: SAFARI }))
    expect(await eventsOf('device.new')).toMatchObject([{ userAgent: SAFARI, ipAddress: '192.0.2.99', data: { eventId: first } }])
    expect(await mails()).toMatchObject([{ message: { props: { happened: 'device.new', device: expect.stringContaining('Safari') } } }])
  })

  it('is new again after half a year', async () => {
    const halfAYearAgo = new Date(Date.now() - 200 * 86_400_000)
    const first = { name: 'session.started', subjectId: person.id, userAgent: SAFARI } as const
    await work(await addEvent(sql, env().authSecret, first, halfAYearAgo))
    await work(await happen('session.started'))
    expect(await eventsOf('device.new')).toEqual([])
    await work(await happen('session.started', { userAgent: SAFARI }))
    expect(await eventsOf('device.new')).toHaveLength(1)
  })

  it('of someone else is no news to this person', async () => {
    await work(await happen('session.started', { userAgent: SAFARI }))
    const [other] = await db
      .insert(user)
      .values({ name: 'Eve', email: `${crypto.randomUUID()}@example.com` })
      .returning({ id: user.id })
    await happen('session.started', { userAgent: FIREFOX, subjectId: other?.id ?? '' })
    await work(await happen('session.started', { userAgent: SAFARI }))
    expect(await eventsOf('device.new')).toEqual([])
  })
})

function never(): never {
  throw new Error('There is no mail.')
}
