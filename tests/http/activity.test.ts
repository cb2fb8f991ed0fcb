import { describe, expect, it } from 'vitest'
import type { EventName } from '#platform/features.ts'
import { Visitor } from '../support/browserless.ts'
import { addEvents as addSealed } from '../support/events.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, createSession, withSql } from '../support/person.ts'
import { call } from '../support/rpc-sweep.ts'

const site = useOwnApp()
const PATH = '/settings/security/log'

/** A person who is signed in, and what happened to them: as many events as `addresses`, all in one moment unless `daysAgo` says. */
async function personWith(addresses: string[], { name = 'session.started', daysAgo = 0 }: { name?: EventName; daysAgo?: number } = {}) {
  const { app, secret } = site()
  const person = await createPerson(app.databaseUrl)
  await addEvents(person, addresses, { name, daysAgo })
  const { cookie } = await createSession(app.databaseUrl, secret, person.id)
  const visitor = new Visitor(app)
  const [cookieName = '', value = ''] = cookie.split('=', 2)
  visitor.cookies.set(cookieName, value)
  return { person, cookie, visitor }
}

async function addEvents(
  { id }: Person,
  addresses: string[],
  { name = 'session.started', daysAgo = 0 }: { name?: EventName; daysAgo?: number } = {},
) {
  const at = new Date(Date.now() - daysAgo * 86_400_000)
  const events = addresses.map((ipAddress) => ({ happened: { name, actorId: id, subjectId: id, ipAddress }, at }))
  await withSql(site().app.databaseUrl, (sql) => addSealed(sql, site().secret, events))
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `192.0.2.${index + 1}`)
const addressesIn = (text: string) => [...new Set(text.match(/192\.0\.2\.\d+/g))]

/** Follows redirects of this path, as a browser would: an address is tidied first. */
async function open(visitor: Visitor, path: string) {
  const answer = await visitor.get(path)
  return answer.location?.startsWith(PATH) ? visitor.get(answer.location) : answer
}

/** The framework's wire format of `{ data }`. */
function payload(data: Record<string, string | number>): string {
  const values = Object.values(data).map((value) => ({ t: typeof value === 'number' ? 0 : 1, s: value }))
  const object = { t: 10, i: 1, p: { k: Object.keys(data), v: values }, o: 0 }
  return encodeURIComponent(JSON.stringify({ t: { t: 10, i: 0, p: { k: ['data'], v: [object] }, o: 0 }, f: 63, m: [] }))
}

describe('the activity page', () => {
  it('shows a person’s own events, the newest first, 20 a page, and what the whole log holds', async () => {
    const { visitor } = await personWith(numbered(45))
    const { status, text } = await open(visitor, PATH)
    expect(status).toBe(200)
    expect(addressesIn(text)).toHaveLength(20)
    expect(text).toContain('1 to 20 of 45 entries')
  })

  it('never shows what happened to someone else, in the page or by the function (insecure direct object reference) [ASVS 8.2.2, 8.4.1]', async () => {
    const { person } = await personWith(['192.0.2.77'])
    const { visitor, cookie } = await personWith(['198.51.100.1'])
    expect((await open(visitor, PATH)).text).not.toContain('192.0.2.77')
    const claims = payload({ subjectId: person.id, viewerId: person.id, userId: person.id })
    const { status, text } = await call(site().app, `activity.listActivity?payload=${claims}`, 'GET', cookie)
    expect([status, text.includes('198.51.100.1'), text.includes('192.0.2.77')]).toEqual([200, true, false])
  })

  it('counts the sign-ins of this person only', async () => {
    await personWith(numbered(7))
    const { visitor } = await personWith(numbered(3))
    expect((await open(visitor, PATH)).text).toContain('3 sign-ins, at most 3 on one day')
  })

  it('tells apart events of one moment: each is on one page, in both orders', async () => {
    const { visitor } = await personWith(numbered(45))
    for (const sort of ['time', '-time']) {
      const pages = await Promise.all([1, 2, 3].map((page) => open(visitor, `${PATH}?sort=${sort}&page=${page}`)))
      const shown = pages.flatMap(({ text }) => addressesIn(text))
      expect([shown.length, new Set(shown).size]).toEqual([45, 45])
    }
  })

  it('shows by kind and by period what was asked for', async () => {
    const { visitor, person } = await personWith(['192.0.2.1'], { name: 'session.started' })
    await addEvents(person, ['192.0.2.2'], { name: 'password.reset', daysAgo: 20 })
    await addEvents(person, ['192.0.2.3'], { name: 'password.reset', daysAgo: 200 })
    const shown = async (query: string) => addressesIn((await open(visitor, `${PATH}?${query}`)).text)
    expect(await shown('sort=time')).toEqual(['192.0.2.3', '192.0.2.2', '192.0.2.1'])
    expect(await shown('kind=password.reset')).toEqual(['192.0.2.2', '192.0.2.3'])
    expect(await shown('days=30')).toEqual(['192.0.2.1', '192.0.2.2'])
    expect(await shown('kind=password.reset&days=7')).toEqual([])
    // As the form asks without scripts, with a field left at "all".
    expect(await shown('sort=-time&kind=password.reset&days=')).toEqual(['192.0.2.2', '192.0.2.3'])
  })

  it('offers the way out of a filter that lets nothing through', async () => {
    const { visitor } = await personWith(['192.0.2.1'])
    const { text } = await open(visitor, `${PATH}?kind=password.reset`)
    expect(text).toContain('Nothing matches')
    expect(text).toContain('Clear filters')
  })

  it.each([
    'page=0',
    'page=-1',
    'page=1.5',
    'page=1e99',
    'page=999',
    'page=[1]',
    'page=x',
    'kind=no.such',
    'kind=__proto__',
    'kind=',
    'days=5',
    'days=%00',
    'sort=name;drop',
    'sort[]=time',
    '%',
  ])('opens whatever the address says: ?%s', async (query) => {
    const { visitor } = await personWith(['192.0.2.1'])
    expect(await open(visitor, `${PATH}?${query}`)).toMatchObject({ status: 200, text: expect.stringContaining('192.0.2.1') })
  })

  it('sends a stranger to sign in, and back to the same filter', async () => {
    const { status, location } = await new Visitor(site().app).get(`${PATH}?kind=session.started`)
    expect([status, decodeURIComponent(location ?? '')]).toEqual([307, expect.stringContaining(`redirect=${PATH}?kind=session.started`)])
  })
})

describe('the function behind it', () => {
  it.each([
    ['kind', { kind: 'no.such' }],
    ['days', { days: 5 }],
    ['sort', { sort: 'name' }],
    ['page', { page: 0 }],
    ['page', { page: 1e9 }],
  ])('refuses a %s that does not exist, without echoing it', async (field, data) => {
    const { cookie } = await personWith(['192.0.2.1'])
    const { status, text } = await call(site().app, `activity.listActivity?payload=${payload(data)}`, 'GET', cookie)
    expect([status, text.includes(`"${field}"`), text.includes('no.such')]).toEqual([400, true, false])
  })
})
