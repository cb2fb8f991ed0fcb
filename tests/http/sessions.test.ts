import { describe, expect, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { eventsOf, signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const PATH = '/settings/sessions'

async function trustDevice(personId: string): Promise<string> {
  const [row] = await withSql(
    site().app.databaseUrl,
    (sql) => sql<{ id: string }[]>`
      insert into trusted_device (user_id, token_hash, expires_at, user_agent)
      values (${personId}, ${crypto.randomUUID()}, now() + interval '1 day', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0') returning id`,
  )
  return row?.id ?? ''
}

const devicesOf = (personId: string) =>
  withSql(site().app.databaseUrl, (sql) => sql`select id from trusted_device where user_id = ${personId}`)

describe('the list of sessions', () => {
  it('shows where a person is signed in by id, marks this one, and holds no token [ASVS 7.5.2]', async () => {
    const here = await signedIn(site())
    const there = await signedIn(site(), here.person)
    const deviceId = await trustDevice(here.person.id)
    const { text } = await here.visitor.get(PATH)
    for (const id of [there.sessionId, deviceId]) expect(text).toContain(id)
    expect(text).toContain('This one')
    for (const token of [here.token, there.token]) expect(text).not.toContain(token)
  })

  it('leads a stranger to sign in', async () => {
    expect((await new Visitor(site().app).get(PATH)).location).toContain('/sign-in')
  })
})

describe('ending a session', () => {
  it('leaves it dead on its next request, and this one alive [ASVS 7.4.1, 7.5.2]', async () => {
    const here = await signedIn(site())
    const there = await signedIn(site(), here.person)
    expect((await there.visitor.get('/app')).status).toBe(200)
    expect(await here.visitor.post(PATH, { act: 'end', id: there.sessionId })).toMatchObject({ location: `${PATH}?done=session` })
    expect((await there.visitor.get('/app')).location).toContain('/sign-in')
    expect((await here.visitor.get(`${PATH}?done=session`)).text).toContain('That device is signed out.')
    expect(await eventsOf(site().app, here.person.id)).toEqual(['session.revoked'])
  })

  it('of someone else’s id does nothing and says nothing else (foreign session id) [ASVS 8.2.2, 8.4.1]', async () => {
    const [attacker, victim] = await Promise.all([signedIn(site()), signedIn(site())])
    const deviceId = await trustDevice(victim.person.id)
    const foreign = await attacker.visitor.post(PATH, { act: 'end', id: victim.sessionId })
    const missing = await attacker.visitor.post(PATH, { act: 'end', id: crypto.randomUUID() })
    expect(foreign.location).toBe(missing.location)
    await attacker.visitor.post(PATH, { act: 'forget', id: deviceId })
    await attacker.visitor.post(PATH, { act: 'end-others', id: victim.sessionId })
    expect((await victim.visitor.get('/app')).status).toBe(200)
    expect(await devicesOf(victim.person.id)).toHaveLength(1)
    expect(await eventsOf(site().app, victim.person.id)).toEqual([])
  })

  it('by a token does nothing: a token names no session here', async () => {
    const here = await signedIn(site())
    const there = await signedIn(site(), here.person)
    expect((await here.visitor.post(PATH, { act: 'end', id: there.token }, { json: true })).status).toBe(422)
    expect((await there.visitor.get('/app')).status).toBe(200)
  })

  it('is refused to who has no session, before the input is looked at', async () => {
    const { sessionId, visitor } = await signedIn(site())
    const stranger = new Visitor(site().app)
    expect((await stranger.post(PATH, { act: 'end', id: sessionId })).location).toContain('/sign-in')
    expect((await visitor.get('/app')).status).toBe(200)
  })
})

describe('ending all others', () => {
  it('leaves this one alone and forgets every trusted browser [ASVS 7.4.3, 7.5.2]', async () => {
    const here = await signedIn(site())
    const others = await Promise.all([signedIn(site(), here.person), signedIn(site(), here.person)])
    await trustDevice(here.person.id)
    await here.visitor.post(PATH, { act: 'end-others' })
    for (const { visitor } of others) expect((await visitor.get('/app')).location).toContain('/sign-in')
    expect((await here.visitor.get('/app')).status).toBe(200)
    expect(await devicesOf(here.person.id)).toEqual([])
    expect(await eventsOf(site().app, here.person.id)).toEqual(['session.revoked_others'])
  })

  it('of one person leaves everybody else signed in', async () => {
    const [here, somebody] = [await signedIn(site()), await signedIn(site(), await createPerson(site().app.databaseUrl))]
    await here.visitor.post(PATH, { act: 'end-others' })
    expect((await somebody.visitor.get('/app')).status).toBe(200)
  })
})

describe('a trusted browser', () => {
  it('is forgotten by its id, once', async () => {
    const { visitor, person } = await signedIn(site())
    const id = await trustDevice(person.id)
    await visitor.post(PATH, { act: 'forget', id })
    await visitor.post(PATH, { act: 'forget', id })
    expect(await devicesOf(person.id)).toEqual([])
    expect(await eventsOf(site().app, person.id)).toEqual(['device.forgotten'])
  })
})

describe('last active', () => {
  it('follows what a person does, and is written once in five minutes', async () => {
    const { app } = site()
    const { visitor, sessionId } = await signedIn(site())
    const readActivity = async () => {
      const [row] = await withSql(
        app.databaseUrl,
        (sql) => sql<{ at: Date }[]>`select last_active_at as at from session where id = ${sessionId}`,
      )
      return row?.at.getTime() ?? 0
    }
    await withSql(app.databaseUrl, (sql) => sql`update session set last_active_at = now() - interval '10 minutes' where id = ${sessionId}`)
    const before = await readActivity()
    await visitor.get('/app')
    await until('the session counts as active', async () => (await readActivity()) > before)
    const noted = await readActivity()
    await visitor.get('/app')
    expect(await readActivity()).toBe(noted)
  })
})
