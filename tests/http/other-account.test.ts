import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ANONYMOUS_FUNCTIONS } from '../support/anonymous-functions.ts'
import { BUILT_SERVER } from '../support/app.ts'
import { builtDoors, builtFunctionIds } from '../support/built-doors.ts'
import { OPEN_DOORS } from '../support/open-doors.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { call } from '../support/rpc-sweep.ts'
import { type Member, eventsOf, signedIn, signedInAdmin } from '../support/signed-in.ts'

const site = useOwnApp()
const NOTICE = 'gatehouse.account_changed'
const samples = { userId: randomUUID(), version: 'x', provider: 'github', id: randomUUID(), $: 'sign-in/social' }
/** Every form that needs a session: a new one is in it the day it is made. */
const FORMS = builtDoors(BUILT_SERVER, samples).filter(({ name }) => name.startsWith('POST ') && !(name in OPEN_DOORS))
const FUNCTIONS = builtFunctionIds(BUILT_SERVER).filter((id) => !ANONYMOUS_FUNCTIONS.includes(id))

/** Two users of one browser: the page was rendered for `former`, and `current` has signed in since. */
async function switched(signIn: (where: ReturnType<typeof site>) => Promise<Member> = signedIn) {
  const former = await createPerson(site().app.databaseUrl)
  return { former, current: await signIn(site()) }
}

const rowOf = ({ person: { id } }: Member) =>
  withSql(site().app.databaseUrl, (sql) => sql`select name, email, image, locale, two_factor_enabled from "user" where id = ${id}`)

describe('a form that was rendered for another user (account confusion)', () => {
  it('is known to be one of many', () => expect(FORMS.length).toBeGreaterThan(15))

  it.each(FORMS.map(({ name, path }) => [name, path]))('%s changes nothing, and its page comes again [ASVS 8.3.1]', async (_, path) => {
    const { former, current } = await switched(signedInAdmin)
    const before = await rowOf(current)
    const fields = { name: 'Someone else', email: current.person.email, act: 'remove', id: randomUUID(), format: 'csv' }
    for (const viewer of [former.id, '']) {
      const answer = await current.visitor.post(path, { ...fields, viewer })
      expect(answer).toMatchObject({ status: 303, location: path })
      expect(current.visitor.cookies.get(NOTICE)).toBe('yes')
      current.visitor.cookies.delete(NOTICE)
    }
    expect(await current.visitor.post(path, { ...fields, viewer: former.id }, { json: true })).toMatchObject({
      status: 200,
      text: JSON.stringify({ to: path }),
    })
    expect([await rowOf(current), await eventsOf(site().app, current.person.id)]).toEqual([before, []])
  })

  it('is followed by a page that says who is signed in, once', async () => {
    const { former, current } = await switched()
    await current.visitor.post('/settings/profile', { name: former.name, viewer: former.id })
    const said = `You&#x27;re now signed in as ${current.person.email}`
    expect((await current.visitor.get('/settings/profile')).text).toContain(said)
    expect((await current.visitor.get('/settings/profile')).text).not.toContain(said)
  })

  it('does not sign the other user out: the sign-out page names who is signed in, and asks', async () => {
    const { former, current } = await switched()
    expect(await current.visitor.post('/sign-out', { viewer: former.id })).toMatchObject({ status: 303, location: '/sign-out' })
    expect((await current.visitor.get('/sign-out')).text).toContain(`You&#x27;re now signed in as ${current.person.email}`)
    expect(await current.visitor.post('/sign-out', {})).toMatchObject({ location: '/sign-in?notice=signed_out' })
    expect(await current.visitor.get('/app')).toMatchObject({ status: 307 })
  })

  it('changes the language of this browser, and of no email to the other user', async () => {
    const { former, current } = await switched()
    expect(await current.visitor.post('/language', { locale: 'de', back: '/app', viewer: former.id })).toMatchObject({ location: '/app' })
    expect(await rowOf(current)).toMatchObject([{ locale: 'en' }])
    expect((await current.visitor.get('/app')).text).toContain(`Sie sind jetzt als ${current.person.email} angemeldet`)
  })

  it('shows nothing of what its user typed to the other user', async () => {
    const { former, current } = await switched()
    const { visitor } = await signedIn(site(), former)
    await visitor.post('/settings/profile', { name: 'x'.repeat(101) })
    const kept = visitor.cookies.get('gatehouse.form') ?? ''
    current.visitor.cookies.set('gatehouse.form', kept)
    expect((await visitor.get('/settings/profile')).text).toContain('This is too long.')
    expect((await current.visitor.get('/settings/profile')).text).not.toContain('xxxxx')
    expect(current.visitor.cookies.has('gatehouse.form')).toBe(false)
  })
})

describe('a server function called from the page of another user (account confusion)', () => {
  it.each(FUNCTIONS)('%s refuses before it looks at anything [ASVS 8.3.1]', async (id) => {
    const { former, current } = await switched(signedInAdmin)
    const cookie = current.visitor.cookieHeader
    const headers = { 'x-viewer': former.id }
    const refused = await call(site().app, id, 'GET', cookie, { headers })
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('account_changed')])
    expect(refused.headers.getSetCookie().join()).toContain(`${NOTICE}=yes`)
    expect(await call(site().app, id, 'POST', cookie, { headers })).toMatchObject({ status: 405 })
  })

  it('changes nothing when it names nobody', async () => {
    const { visitor, person } = await signedIn(site())
    const headers = { 'x-tsr-serverFn': 'true', 'sec-fetch-site': 'same-origin', cookie: visitor.cookieHeader }
    const answer = await fetch(`${site().app.url}/_serverFn/home.getHome`, { method: 'POST', headers })
    expect(answer.status).toBe(405)
    expect(await eventsOf(site().app, person.id)).toEqual([])
  })
})
