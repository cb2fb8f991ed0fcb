import { describe, expect, it } from 'vitest'
import { BUILT_SERVER } from '../support/app.ts'
import { ANONYMOUS_FUNCTIONS } from '../support/anonymous-functions.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession } from '../support/person.ts'
import { builtFunctionIds, call, sweep } from '../support/rpc-sweep.ts'

const site = useOwnApp()
const ids = builtFunctionIds(BUILT_SERVER)
const guarded = ids.filter((id) => !ANONYMOUS_FUNCTIONS.includes(id))

describe('server functions of the build', () => {
  it('are known by name, anonymous ones too', () => {
    expect(guarded.length).toBeGreaterThan(0)
    expect(ids).toEqual(expect.arrayContaining(ANONYMOUS_FUNCTIONS))
  })

  it('refuse everyone without a session, by every verb, with 401, 403 or 405 (ASVS 8.3.1)', async () => {
    expect(await sweep(site().app, site().secret, guarded)).toEqual([])
  })

  it('refuse a caller before looking at the input: a stranger’s bad body is 401, not 400', async () => {
    const { status, text } = await call(site().app, 'account.updateProfile', 'POST', '')
    expect(status).toBe(401)
    expect(text).toContain('unauthenticated')
  })

  it('tell a signed-in caller which field is wrong, by code, without echoing it', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { cookie } = await createSession(app.databaseUrl, secret, person.id)
    const { status, text } = await call(app, 'account.updateProfile', 'POST', cookie, {
      headers: { 'content-type': 'application/json' },
      body: '{"t":{"t":10,"i":0,"p":{"k":["data"],"v":[{"t":10,"i":1,"p":{"k":["name"],"v":[{"t":1,"s":"  "}]},"o":0}]},"o":0},"f":63,"m":[]}',
    })
    expect(status).toBe(400)
    expect(text).toContain('"name"')
    expect(text).toContain('required')
  })

  it('anonymous ones answer null to a stranger whatever context the stranger claims', async () => {
    const { status, text } = await call(site().app, 'viewer.getViewer', 'GET', 'gatehouse.session_token=junk.junk')
    expect([status, text]).toEqual([200, expect.not.stringContaining('@')])
  })

  it('answer a person who is signed in', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { cookie, token } = await createSession(app.databaseUrl, secret, person.id)
    const { status, text } = await call(app, 'viewer.getViewer', 'GET', cookie)
    expect(status).toBe(200)
    expect(text).toContain(person.email)
    expect(text).not.toContain(token)
  })

  it('answer 403 without a same-origin proof (cross-site request forgery)', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { cookie } = await createSession(app.databaseUrl, secret, person.id)
    const proofs: Record<string, string>[] = [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.test' }]
    for (const headers of proofs)
      for (const id of ids) {
        const answer = await fetch(`${app.url}/_serverFn/${id}`, { method: 'POST', headers: { cookie, ...headers } })
        expect([id, answer.status]).toEqual([id, 403])
      }
  })

  it('answer 400 and nothing else to a call that cannot be decoded or has no function', async () => {
    const { app } = site()
    const malformed = { headers: { 'content-type': 'application/json' }, body: '{{{' }
    expect(await call(app, 'account.updateProfile', 'POST', '', malformed)).toMatchObject({ status: 400, text: '{"code":"invalid"}' })
    expect(await call(app, 'no.such', 'GET', '')).toMatchObject({ status: 400, text: '{"code":"invalid"}' })
  })
})
