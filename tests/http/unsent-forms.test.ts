import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { type Member, signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const PROFILE = '/settings/profile'
const TYPED = 'A name that was typed'
const NOTICE = 'Nothing has been saved yet'

const endSessions = ({ person: { id } }: Member) => withSql(site().app.databaseUrl, (sql) => sql`delete from session where user_id = ${id}`)

/** Types on a page of theirs, and submits it when the session has ended. */
async function submitLate(path: string, fields: Record<string, string>, json = false) {
  const member = await signedIn(site())
  await endSessions(member)
  const answer = await member.visitor.post(path, { ...fields, viewer: member.person.id }, { json })
  return { ...member, answer }
}

describe('a form that is submitted after the session has ended', () => {
  it.each([false, true])('shows what was typed again after the same user has signed in (json: %s)', async (json) => {
    const { visitor, person, answer } = await submitLate(PROFILE, { name: TYPED }, json)
    expect(json ? answer.text : answer.location).toContain(`/sign-in?redirect=${encodeURIComponent(PROFILE)}`)
    await visitor.post('/sign-in', { ...person, password: 'wrong' })
    await visitor.get('/sign-in')
    await visitor.post('/sign-in', person)
    const { text } = await visitor.get(PROFILE)
    expect(text).toContain(`value="${TYPED}"`)
    expect(text).toContain(NOTICE)
    expect((await visitor.get(PROFILE)).text).not.toContain(TYPED)
  })

  it('never shows it to another user of the browser', async () => {
    const { visitor } = await submitLate(PROFILE, { name: TYPED })
    const other = await createPerson(site().app.databaseUrl)
    await visitor.post('/sign-in', other)
    const { text } = await visitor.get(PROFILE)
    expect([text.includes(TYPED), text.includes(NOTICE)]).toEqual([false, false])
    expect(visitor.cookies.has('gatehouse.unsent')).toBe(false)
  })

  it('never keeps a secret', async () => {
    const { visitor } = await submitLate('/settings/security/password', { current: 'CANARY-1', password: 'CANARY-2' })
    const kept = Buffer.from(visitor.cookies.get('gatehouse.unsent') ?? '', 'base64url').toString()
    expect(kept).toContain('/settings/security/password')
    expect(kept).not.toContain('CANARY')
  })

  it('keeps nothing of a post that came from no page of ours', async () => {
    const visitor = new Visitor(site().app)
    await visitor.post(PROFILE, { name: TYPED })
    expect([...visitor.cookies.keys()]).toEqual([])
  })
})

describe('a form that first takes a proof of identity', () => {
  it('shows what was typed again after the proof', async () => {
    const { visitor, person } = await signedIn(site(), undefined, false)
    const path = '/settings/account/email'
    expect(await visitor.post(path, { email: 'typed@example.com' })).toMatchObject({
      location: `/confirm?redirect=${encodeURIComponent(path)}`,
    })
    await visitor.post('/confirm', { redirect: path, password: person.password })
    const { text } = await visitor.get(path)
    expect(text).toContain('value="typed@example.com"')
    expect(text).toContain(NOTICE)
  })
})
