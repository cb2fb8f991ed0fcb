import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ANONYMOUS_FUNCTIONS } from '../support/anonymous-functions.ts'
import { BUILT_SERVER } from '../support/app.ts'
import { builtDoors, builtFunctionIds, builtRouteIds, builtRoutes } from '../support/built-doors.ts'
import { OPEN_DOORS } from '../support/open-doors.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'
import {
  call,
  claimingPayload,
  serovalObject,
  sweepClaims,
  sweepCrossSite,
  sweepDoors,
  sweepFunctions,
  sweepStepUp,
} from '../support/rpc-sweep.ts'
import { signedIn, signedInAdmin } from '../support/signed-in.ts'
import { sources } from '../support/sources.ts'
import { ADMIN_FUNCTIONS, STEP_UP_DOORS, STEP_UP_FUNCTIONS } from '../support/step-up-doors.ts'
import { strangers } from '../support/strangers.ts'

const SWEEP_MS = 120_000
/** Somebody's picture: it is there, and not for a stranger. */
const OWNER = { userId: randomUUID(), version: 'of-somebody-else' }

const site = useOwnApp()
const ids = builtFunctionIds(BUILT_SERVER)
const guarded = ids.filter((id) => !ANONYMOUS_FUNCTIONS.includes(id))
const doors = builtDoors(BUILT_SERVER, { ...OWNER, provider: 'github', id: randomUUID(), $: 'sign-in/social' })
const guardedDoors = doors.filter(({ name }) => !(name in OPEN_DOORS))

const payloadOf = (data: string) => encodeURIComponent(`{"t":{"t":10,"i":0,"p":{"k":["data"],"v":[${data}]},"o":0},"f":63,"m":[]}`)

const memberCookie = async (): Promise<string> => (await signedIn(site())).visitor.cookieHeader
/** There for everything that is there for anyone. */
const adminCookie = async (proven = true): Promise<string> => (await signedInAdmin(site(), proven)).visitor.cookieHeader

describe('doors of the build', () => {
  it('are all known: what the sweep reads is what the build’s own manifest holds [ASVS 8.1.1]', () => {
    expect([...builtRoutes(BUILT_SERVER).keys()].toSorted()).toEqual(builtRouteIds(BUILT_SERVER))
    const written = sources().filter(
      ({ path, text }) => /^(features\/[^/]+\/)?routes\/(?!dev\/)/.test(path) && text.includes('createFileRoute('),
    )
    expect(builtRouteIds(BUILT_SERVER)).toHaveLength(written.length)
    const handlers = written.flatMap(({ text }) => text.match(/\b(GET|POST|PUT|PATCH|DELETE|ANY): (async )?\(/g) ?? [])
    const built = [...builtRoutes(BUILT_SERVER).values()].flatMap(
      (text) => text.match(/\b(GET|POST|PUT|PATCH|DELETE|ANY): (async )?\(/g) ?? [],
    )
    expect(built).toHaveLength(handlers.length)
  })

  it('are open by name, and each open one exists', () => {
    expect(Object.keys(OPEN_DOORS).filter((name) => !doors.some((door) => door.name === name))).toEqual([])
  })

  it('are guarded otherwise: a new one is a line in this list', () => {
    expect(guardedDoors.map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "ANY /api/auth/$",
        "GET /admin/jobs",
        "GET /admin/jobs/discard",
        "GET /admin/jobs/retry",
        "GET /app",
        "GET /avatar/$userId/$version",
        "GET /confirm",
        "GET /settings/account",
        "GET /settings/account/email",
        "GET /settings/activity",
        "GET /settings/appearance",
        "GET /settings/connections",
        "GET /settings/connections/$provider",
        "GET /settings/data",
        "GET /settings/data/delete",
        "GET /settings/data/export",
        "GET /settings/profile",
        "GET /settings/profile/picture",
        "GET /settings/security",
        "GET /settings/security/log",
        "GET /settings/security/passkeys",
        "GET /settings/security/passkeys/$id/remove",
        "GET /settings/security/passkeys/$id/rename",
        "GET /settings/security/passkeys/add",
        "GET /settings/security/password",
        "GET /settings/security/two-factor",
        "GET /settings/security/two-factor/codes",
        "GET /settings/security/two-factor/new-codes",
        "GET /settings/security/two-factor/set-up",
        "GET /settings/security/two-factor/turn-off",
        "GET /settings/sessions",
        "POST /admin/jobs/discard",
        "POST /admin/jobs/retry",
        "POST /app",
        "POST /change-email/verify",
        "POST /confirm",
        "POST /settings/account",
        "POST /settings/account/email",
        "POST /settings/connections/$provider",
        "POST /settings/data/delete",
        "POST /settings/data/export",
        "POST /settings/profile",
        "POST /settings/profile/picture",
        "POST /settings/security/log",
        "POST /settings/security/passkeys/$id/remove",
        "POST /settings/security/passkeys/$id/rename",
        "POST /settings/security/passkeys/add",
        "POST /settings/security/password",
        "POST /settings/security/two-factor",
        "POST /settings/security/two-factor/codes",
        "POST /settings/security/two-factor/new-codes",
        "POST /settings/security/two-factor/set-up",
        "POST /settings/security/two-factor/turn-off",
        "POST /settings/sessions",
      ]
    `)
  })

  it('refuse every stranger, by every verb and with every claim [ASVS 8.3.1, 8.2.1, 4.1.4]', { timeout: SWEEP_MS }, async () => {
    const { app, secret } = site()
    await withSql(app.databaseUrl, async (sql) => {
      await sql`insert into "user" (id, name, email, email_verified) values (${OWNER.userId}, 'Owner', 'owner@example.com', true)`
      await sql`insert into avatar (user_id, version, content_type, bytes) values (${OWNER.userId}, ${OWNER.version}, 'image/webp', 'x')`
    })
    expect(guardedDoors.length).toBeGreaterThan(0)
    expect(await sweepDoors(app, guardedDoors, await strangers(app, secret))).toEqual([])
  })

  it('that change an account lead a person without a fresh proof through step-up [ASVS 7.5.1, 7.5.3]', async () => {
    const stepUp = doors.filter(({ name }) => STEP_UP_DOORS.includes(name))
    expect(stepUp).toHaveLength(STEP_UP_DOORS.length)
    expect(await sweepStepUp(site().app, stepUp, STEP_UP_FUNCTIONS, await adminCookie(false))).toEqual([])
  })

  it('of the administration do not exist for a person who is no administrator, whatever they claim [ASVS 8.2.1, 8.3.1]', async () => {
    const admin = guardedDoors.filter(({ name }) => name.includes(' /admin/'))
    expect(admin.length).toBeGreaterThan(0)
    const cookie = await memberCookie()
    // Their own address stands on their page.
    await withSql(site().app.databaseUrl, (sql) => sql`update "user" set email = id || '@example.net' where role = 'user'`)
    const member = { 'a member': cookie }
    expect(await sweepDoors(site().app, admin, member)).toEqual([])
    expect(await sweepFunctions(site().app, ADMIN_FUNCTIONS, member)).toEqual([])
  })

  it('take no post from a page of another site (cross-site request forgery) [ASVS 3.5.1, 3.5.3]', async () => {
    const posts = doors.filter(({ verb, path }) => verb !== 'GET' && !path.startsWith('/api/'))
    expect(posts.length).toBeGreaterThan(20)
    expect(await sweepCrossSite(site().app, posts, ids, await adminCookie())).toEqual([])
  })

  it('do not exist for a person when they name what is not there or is another’s [ASVS 8.2.2]', async () => {
    const { app } = site()
    const cookie = await memberCookie()
    for (const path of [
      `/avatar/${OWNER.userId}/${OWNER.version}`,
      '/avatar/x/y',
      '/settings/connections/no-such',
      '/no-such',
      '/api/auth/no-such',
    ])
      expect([path, (await fetch(`${app.url}${path}`, { headers: { cookie } })).status]).toEqual([path, 404])
  })
})

describe('server functions of the build', () => {
  it('are known by name, anonymous ones too [ASVS 8.2.1]', () => {
    expect(guarded.length).toBeGreaterThan(0)
    expect(ids).toEqual(expect.arrayContaining(ANONYMOUS_FUNCTIONS))
  })

  it('refuse every stranger, by every verb and with every claim [ASVS 8.3.1, 8.2.1, 4.1.4]', { timeout: SWEEP_MS }, async () => {
    const { app, secret } = site()
    expect(await sweepFunctions(app, guarded, await strangers(app, secret))).toEqual([])
  })

  it('are called by GET alone: by any other method they are 405, for an administrator too [ASVS 4.1.4]', async () => {
    const cookie = await adminCookie()
    for (const id of ids)
      for (const method of ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const { status, headers } = await call(site().app, id, method, cookie)
        const allow = method === 'HEAD' || method === 'POST' ? 'GET' : 'GET, HEAD, POST'
        expect([id, method, status, headers.get('allow')]).toEqual([id, method, 405, allow])
      }
  })

  it('refuse a caller before looking at the input: a stranger’s bad body is 401, not 400 [ASVS 8.3.1]', async () => {
    const { status, text, headers } = await call(
      site().app,
      'activity.listActivity',
      'GET',
      '',
      {},
      `?payload=${payloadOf(serovalObject({ page: 'x' }, 1))}`,
    )
    expect([status, headers.get('x-refusal')]).toEqual([401, 'unauthenticated'])
    expect(text).toContain('unauthenticated')
  })

  it('answer the same to a person who claims to be another (context injection) [ASVS 8.3.1, 15.3.3]', async () => {
    expect(await sweepClaims(site().app, ids, await memberCookie())).toEqual([])
  })

  it('anonymous ones answer null to a stranger whatever context the stranger claims [ASVS 8.3.1]', async () => {
    const query = `?payload=${encodeURIComponent(claimingPayload())}`
    const { status, text } = await call(site().app, 'viewer.getViewer', 'GET', 'gatehouse.session_token=junk.junk', {}, query)
    expect([status, text]).toEqual([200, expect.not.stringContaining('@')])
    expect(text).not.toContain('admin')
  })

  it('tell a signed-in caller which field is wrong, by code, and echo nothing that was sent [ASVS 2.2.1, 16.5.1]', async () => {
    const { app } = site()
    const cookie = await adminCookie()
    const canary = 'canary'.repeat(60)
    const wrong = Object.fromEntries(['name', 'id', 'kind', 'days', 'sort', 'page', 'provider'].map((field) => [field, `${canary}\u202E`]))
    const answers: Record<string, string> = {}
    for (const id of ids)
      for (const [shape, data] of Object.entries({ object: serovalObject(wrong, 1), text: JSON.stringify({ t: 1, s: canary }) })) {
        const { status, text } = await call(app, id, 'GET', cookie, {}, `?payload=${payloadOf(data)}`)
        expect([id, status, text.includes('canary')]).toEqual([id, expect.toBeOneOf([200, 400]), false])
        if (status === 400)
          answers[`${id} · ${shape}`] = text.match(/"k":\[("[\w.]*",?)*\],"v":\[\{"t":1,"s":"(?!invalid")[^\]]*/)?.[0] ?? text
      }
    expect(answers).toMatchInlineSnapshot(`
      {
        "activity.listActivity · object": ""k":["kind","days","sort","page"],"v":[{"t":1,"s":"invalid_value"},{"t":1,"s":"invalid_value"},{"t":1,"s":"invalid_value"},{"t":1,"s":"invalid_type"}",
        "activity.listActivity · text": ""k":[""],"v":[{"t":1,"s":"invalid_type"}",
        "connections.getConnection · object": ""k":[""],"v":[{"t":1,"s":"invalid_type"}",
        "connections.getConnection · text": ""k":[""],"v":[{"t":1,"s":"too_big"}",
        "jobs.countDeadJobs · object": ""k":["id"],"v":[{"t":1,"s":"invalid_format"}",
        "jobs.countDeadJobs · text": ""k":[""],"v":[{"t":1,"s":"invalid_union"}",
        "jobs.listJobs · object": ""k":["page"],"v":[{"t":1,"s":"invalid_type"}",
        "jobs.listJobs · text": ""k":[""],"v":[{"t":1,"s":"invalid_type"}",
        "passkeys.getPasskey · object": ""k":["id"],"v":[{"t":1,"s":"too_big"}",
        "passkeys.getPasskey · text": ""k":[""],"v":[{"t":1,"s":"invalid_type"}",
      }
    `)
  })

  it('answer a person who is signed in, without the token [ASVS 7.2.1]', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { cookie, token } = await createSession(app.databaseUrl, secret, person.id)
    const { status, text } = await call(app, 'viewer.getViewer', 'GET', cookie)
    expect(status).toBe(200)
    expect(text).toContain(person.email)
    expect(text).not.toContain(token)
  })

  it('answer 400 and nothing else to a call that cannot be decoded or has no function [ASVS 16.5.1]', async () => {
    const { app } = site()
    expect(await call(app, 'home.getHome', 'GET', '', {}, '?payload={{{')).toMatchObject({ status: 400, text: '{"code":"invalid"}' })
    expect(await call(app, 'home.getHome', 'GET', '', {}, '?payload={"__proto__":{}}')).toMatchObject({
      status: 400,
      text: '{"code":"invalid"}',
    })
    expect(await call(app, 'no.such', 'GET', '')).toMatchObject({ status: 400, text: '{"code":"invalid"}' })
  })
})
