import { describe, expect, it } from 'vitest'
import { Visitor, until } from '../support/browserless.ts'
import { many } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, withSql } from '../support/person.ts'
import { rawRequest } from '../support/raw-request.ts'
import { call } from '../support/rpc-sweep.ts'
import { signedIn } from '../support/signed-in.ts'
import { solve } from '../support/solve.ts'

const site = useOwnApp()
const LINK_PAGES = [
  '/verify-email',
  '/reset-password',
  '/not-me',
  '/keep-account',
  '/keep-two-factor',
  '/change-email/confirm',
  '/change-email/undo',
]
const PAGES = ['/sign-in', '/sign-up', '/forgot-password', '/check-email', '/sign-out', '/magic-link', ...LINK_PAGES]
/** And those whose page is another one, or shows to who has a challenge only. */
const FORMS = [...PAGES, '/two-factor', '/auth/provider', '/auth/passkey']
const INPUTS = [
  '',
  '\u0000',
  '\ud800',
  'a\r\nb: c',
  '\u202e',
  'x'.repeat(5000),
  '__proto__',
  '{"$gt":""}',
  '%00%ff',
  "'; drop table user; --",
]

describe('every credential form', () => {
  it.each(PAGES)('%s posts, so that a password never stands in an address [ASVS 3.5.3, 14.2.1]', async (path) => {
    const { text } = await new Visitor(site().app).get(LINK_PAGES.includes(path) ? `${path}?token=x` : path)
    const forms = text.match(/<form[^>]*>/g) ?? []
    expect(forms.length).toBeGreaterThan(0)
    for (const form of forms) expect(form).toContain('method="post"')
  })

  it.each(FORMS)('%s refuses a post from another site (login and logout CSRF) [ASVS 3.5.1, 7.6.2]', async (path) => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }])
      expect(await new Visitor(app).post(path, { ...person, token: 'x' }, { headers })).toMatchObject({ status: 403 })
    const bare = await fetch(`${app.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(person),
      headers: { origin: 'https://evil.test' },
    })
    expect(bare.status).toBe(403)
  })

  it.each(FORMS)('%s answers bad input with a page or a problem, never with a failure [ASVS 2.2.1]', async (path) => {
    const { app } = site()
    for (const input of INPUTS) {
      const fields = { name: input, email: `${input}@example.com`, password: input, token: input, redirect: input }
      const visitor = new Visitor(app)
      expect([path, input.slice(0, 12), (await visitor.post(path, fields, { json: true })).status]).toEqual([
        path,
        input.slice(0, 12),
        expect.toBeOneOf([200, 422]),
      ])
      const shown = await visitor.post(path, fields)
      expect(shown.status).toBe(303)
      expect((await visitor.get(shown.location ?? '/')).status).toBeLessThan(400)
    }
  })

  it('takes the proof of an old browser, its Origin, against the configured address: a TLS proxy in front changes nothing', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const send = (origin: string) =>
      fetch(`${app.url}/sign-in`, {
        method: 'POST',
        body: new URLSearchParams(person),
        redirect: 'manual',
        headers: { origin, 'x-forwarded-proto': 'https' },
      })
    expect((await send(app.url)).status).toBe(303)
    expect((await send(app.url.replace('http:', 'https:'))).status).toBe(403)
  })

  it('takes urlencoded text only, and not much of it [ASVS 2.2.1]', async () => {
    const { app } = site()
    const send = (type: string, body: string) =>
      fetch(`${app.url}/sign-in`, {
        method: 'POST',
        body,
        headers: { 'content-type': type, accept: 'application/json', 'sec-fetch-site': 'same-origin' },
      })
    expect((await send('application/json', '{"email":"a@example.com"}')).status).toBe(422)
    expect((await send('application/x-www-form-urlencoded', `email=${'a'.repeat(70_000)}`)).status).toBe(422)
    expect([413, 422]).toContain((await send('application/x-www-form-urlencoded', `email=${'a'.repeat(3_000_000)}`)).status)
  })

  it('keeps what was typed after a refusal, but never the password [ASVS 14.2.4]', async () => {
    const { app } = site()
    const visitor = new Visitor(app)
    const refused = await visitor.post('/sign-up', { name: 'Zoe', email: 'not an address', password: 'qwerty123456' })
    expect(refused).toMatchObject({ status: 303, location: '/sign-up' })
    const kept = Buffer.from(visitor.cookies.get('gatehouse.form') ?? '', 'base64url').toString()
    expect(kept).toContain('not an address')
    expect(kept).not.toContain('qwerty123456')
    const { text } = await visitor.get('/sign-up')
    expect(text).toContain('value="not an address"')
    expect(text).toContain('Write an address like')
    expect(text).not.toContain('qwerty123456')
    expect((await visitor.get('/sign-up')).text).not.toContain('not an address')
  })

  it('shows nothing that a forged refusal cookie says [ASVS 3.2.2]', async () => {
    const visitor = new Visitor(site().app)
    const forged = { form: '<script>alert(1)</script>', fields: {}, values: {}, retryAfterSeconds: null, reference: null }
    visitor.cookies.set('gatehouse.form', Buffer.from(JSON.stringify(forged)).toString('base64url'))
    expect(await visitor.get('/sign-in')).toMatchObject({ status: 200, text: expect.not.stringContaining('alert(1)') })
    visitor.cookies.set('gatehouse.form', '%%%')
    expect(await visitor.get('/sign-in')).toMatchObject({ status: 200 })
  })
})

const DATA = '/settings/data'
const SECURITY = '/settings/security'
const NO_ID = '00000000-0000-4000-8000-000000000000'
/** Their addresses, and the fields without which a post does not get far. */
const MEMBER_FORMS: [path: string, fields: Record<string, string>][] = [
  ['/confirm', {}],
  ['/change-email/verify', {}],
  ['/settings/account', {}],
  ['/settings/account/email', {}],
  ['/settings/connections/github', {}],
  ['/settings/profile/picture', {}],
  ['/settings/sessions', { act: 'end' }],
  ['/settings/sessions', { act: 'forget' }],
  [`${DATA}/delete`, {}],
  [`${SECURITY}/password`, {}],
  [`${SECURITY}/passkeys/add`, {}],
  [`${SECURITY}/passkeys/${NO_ID}/remove`, {}],
  [`${SECURITY}/passkeys/${NO_ID}/rename`, {}],
  [`${SECURITY}/passkeys/no-id/rename`, {}],
  [`${SECURITY}/two-factor/codes`, {}],
  [`${SECURITY}/two-factor/set-up`, {}],
]

/** Those that read nothing from the post: what is in it cannot harm. */
const BUTTONS = [`${DATA}/export`, `${SECURITY}/two-factor/new-codes`, `${SECURITY}/two-factor/turn-off`]

describe('every form of the own account', () => {
  it.each([...new Set([...MEMBER_FORMS.map(([path]) => path), ...BUTTONS])])(
    '%s refuses a post from another site, and leads a stranger to sign in before looking at it',
    async (path) => {
      const { visitor } = await signedIn(site())
      for (const place of ['cross-site', 'same-site', 'none'])
        expect(await visitor.post(path, {}, { headers: { 'sec-fetch-site': place } })).toMatchObject({ status: 403 })
      expect(await new Visitor(site().app).post(path, { id: '\u0000' })).toMatchObject({
        status: 303,
        location: expect.stringMatching(/^\/sign-in\?/),
      })
    },
  )

  it.each(MEMBER_FORMS)('%s %j answers bad input with a page or a problem, never with a failure', async (path, fixed) => {
    const { visitor } = await signedIn(site())
    for (const input of INPUTS) {
      // A count of tries would keep the later ones from being looked at.
      await withSql(site().app.databaseUrl, (sql) => sql`delete from try_count`)
      const names = ['act', 'code', 'backupCode', 'current', 'id', 'name', 'passkey', 'password', 'redirect', 'token']
      const fields = { ...Object.fromEntries(names.map((name) => [name, input])), email: `${input}@example.com`, ...fixed }
      const { status } = await visitor.post(path, fields, { json: true })
      expect([input.slice(0, 12), status]).toEqual([input.slice(0, 12), expect.toBeOneOf([200, 422])])
      const shown = await visitor.post(path, fields)
      expect(shown.status).toBe(303)
      expect(shown.location).not.toMatch(/^\/(sign-in|confirm\?)/)
      expect((await visitor.get(shown.location ?? '')).status).toBeOneOf([200, 307, 404])
    }
  })
})

describe('too many tries', () => {
  it('at one form from one address are stopped with a wait, the right password too, and others go on', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const guesser = new Visitor(app)
    for (let index = 0; index < 10; index += 1)
      await guesser.post('/sign-in', { email: person.email, password: `guess number ${index}` }, { json: true })
    const stopped = await guesser.post('/sign-in', person, { json: true })
    expect(stopped).toMatchObject({ status: 429, text: expect.stringContaining('too_many') })
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    const neighbour = await createPerson(app.databaseUrl)
    expect(await new Visitor(app).post('/sign-in', neighbour)).toMatchObject({ location: '/app' })
  })

  it('are counted by the address our own proxy saw, not by one the client wrote (X-Forwarded-For forgery) [ASVS 15.3.4]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const guesser = new Visitor(app)
    const statuses: number[] = []
    for (let index = 0; index < 12; index += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${index}, ${guesser.address}`, 'x-gatehouse-client-address': `203.0.113.${index}` }
      statuses.push((await guesser.post('/sign-in', { email: person.email, password: 'wrong password' }, { json: true, headers })).status)
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(422))
    expect(statuses.slice(10)).toEqual([429, 429])
  })
})

describe('the profile form without scripts', () => {
  it('saves the own name and no field besides (mass assignment), keeps a refused one, and sends a stranger to sign in before looking at it [ASVS 8.2.3, 15.3.3]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    expect(await visitor.post('/settings/profile', { name: 'Stranger' })).toMatchObject({
      status: 303,
      location: expect.stringMatching(/^\/sign-in/),
    })
    await visitor.post('/sign-in', person)
    expect(await visitor.post('/settings/profile', { name: 'New Name', email: 'other@example.com', role: 'admin' })).toMatchObject({
      status: 303,
      location: '/settings/profile?saved=yes',
    })
    const rows = await withSql(app.databaseUrl, (sql) => sql`select name, email, role from "user" where id = ${person.id}`)
    expect(rows).toEqual([{ name: 'New Name', email: person.email, role: 'user' }])
    expect(await visitor.post('/settings/profile', { name: '   ' })).toMatchObject({ status: 303, location: '/settings/profile' })
    expect((await visitor.get('/settings/profile')).text).toContain('This is needed.')
  })
})

describe('the request log', () => {
  it('names who asked for what, and holds no password, token, cookie or address value [ASVS 16.2.5]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    await visitor.post('/sign-in', { ...person, remember: 'on' })
    await visitor.get('/reset-password?token=CANARY-TOKEN')
    const lines = (await app.settledLog()).split('\n').filter((line) => line.includes('"msg":"request"'))
    expect(lines.some((line) => line.includes('"path":"/sign-in"'))).toBe(true)
    expect(lines.some((line) => line.includes('"query":["token"]'))).toBe(true)
    const [row] = await withSql(app.databaseUrl, (sql) => sql`select token from session where user_id = ${person.id}`)
    for (const secret of [person.password, 'CANARY-TOKEN', row?.token, person.email]) expect(await app.settledLog()).not.toContain(secret)
  })

  it('has a line for each refusal with its path and status: no session, another site, no such page, too many, and what the app never sees [ASVS 16.3.2, 16.3.3]', async () => {
    const { app } = site()
    const stranger = new Visitor(app)
    const refused: [path: string | null, status: number][] = [
      ['/_serverFn/sessions.listSessions', (await call(app, 'sessions.listSessions', 'GET', '')).status],
      ['/forgot-password', (await stranger.post('/forgot-password', {}, { headers: { 'sec-fetch-site': 'cross-site' } })).status],
      ['/no-such-page-to-log', (await stranger.get('/no-such-page-to-log')).status],
    ]
    for (let turn = 0; turn < 10; turn += 1) await stranger.post('/sign-in', { email: 'nobody@example.com', password: 'x' }, { json: true })
    refused.push(['/sign-in', (await stranger.post('/sign-in', { email: 'nobody@example.com', password: 'x' }, { json: true })).status])
    const long = { 'content-length': '2000000', connection: 'close' }
    refused.push(['/magic-link', (await rawRequest(app.url, '/magic-link', { method: 'POST', headers: long })).status])
    refused.push([null, (await rawRequest(app.url, '/', { headers: { host: 'app.example.com:99999' } })).status])
    expect(refused.map(([, status]) => status)).toEqual([401, 403, 404, 429, 413, 400])
    for (const [path, status] of refused)
      await until(`${status} of ${path} is logged`, () =>
        linesOf(app.log()).some((line) => line.msg === 'request' && line.path === path && line.status === status),
      )
  })
})

type Line = { msg?: string; path?: string | null; status?: number }
/** The last one may be half there. */
const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line))

describe('a refusal cookie of someone else’s making (a sibling host can set one)', () => {
  const whole = { form: null, fields: {}, values: {}, retryAfterSeconds: null, reference: null }
  it.each([
    ['a sentence for a reference', JSON.stringify({ ...whole, form: 'internal', reference: 'Your account is locked, call +1 555 0100' })],
    ['a sentence for a code', JSON.stringify({ ...whole, form: 'Your account is locked, call +1 555 0100' })],
    [
      'a field that every object has',
      '{"form":null,"fields":{"__proto__":"required"},"values":{},"retryAfterSeconds":null,"reference":null}',
    ],
    [
      'a value by a name that every object has',
      '{"form":null,"fields":{},"values":{"__proto__":"x"},"retryAfterSeconds":null,"reference":null}',
    ],
    ['a field by a name that no field has', JSON.stringify({ ...whole, fields: { 'a b': 'required' } })],
    ['a value by such a name', JSON.stringify({ ...whole, form: 'required', values: { 'a b': 'x' } })],
    ['no JSON', '}{'],
  ])('shows nothing: %s (content injection)', async (_, refusal) => {
    const value = Buffer.from(`{"path":"/sign-in","refusal":${refusal}}`).toString('base64url')
    const { status, text } = await new Visitor(site().app).get('/sign-in', { cookie: `gatehouse.form=${value}` })
    expect(status).toBe(200)
    expect(text).not.toContain('role="alert"')
    expect(text).not.toContain('555 0100')
  })

  it('shows its words when it is as ours are', async () => {
    const refusal = JSON.stringify({ ...whole, form: 'internal', reference: '0a1b2c3d' })
    const value = Buffer.from(`{"path":"/sign-in","refusal":${refusal}}`).toString('base64url')
    expect((await new Visitor(site().app).get('/sign-in', { cookie: `gatehouse.form=${value}` })).text).toContain('0a1b2c3d')
  })
})

describe('input that skips the form', () => {
  it('meets the form’s rules at the API too, and no picture or way out is taken along [ASVS 2.2.1, 2.2.2, 8.2.3, 15.3.3]', async () => {
    const { app } = site()
    const good = { name: 'Ada', email: `ada-${crypto.randomUUID().slice(0, 8)}@example.com`, password: 'correct horse battery' }
    for (const bad of [
      { name: 'a\u202eb' },
      { name: '\ud800' },
      { name: ' ' },
      { email: `${'a'.repeat(3000)}@example.com` },
      { email: 'x' },
      { password: 'short' },
    ])
      expect(await new Visitor(app).auth('/sign-up/email', { ...good, ...bad })).toMatchObject({ status: 400 })
    const answer = await new Visitor(app).auth('/sign-up/email', {
      ...good,
      image: 'https://evil.test/track.png',
      callbackURL: '/.//evil.test',
    })
    expect(answer).toMatchObject({ status: 200, text: '{"status":true}' })
    const rows = await withSql(app.databaseUrl, (sql) => sql`select image from "user" where email = ${good.email}`)
    expect(rows).toEqual([{ image: null }])
    const person = await createPerson(app.databaseUrl)
    const signIn = await new Visitor(app).auth('/sign-in/email', { ...person, callbackURL: '/.//evil.test' })
    expect([signIn.status, signIn.location, signIn.text.includes('evil.test')]).toEqual([200, null, false])
  })

  it('from eight who sign one new address up at the same moment gives eight same answers and one person [ASVS 2.3.4]', async () => {
    const { app } = site()
    const email = `race-${crypto.randomUUID().slice(0, 8)}@example.com`
    // Each with a solved challenge: one mailbox is asked for few mails by those who prove nothing.
    const visitors = many(8, app).map((own) => new Visitor(own))
    const proofs = await Promise.all(visitors.map((visitor) => solve(visitor, '/sign-up')))
    const person = { name: 'R', email, password: 'correct horse battery' }
    const answers = await Promise.all(
      visitors.map((visitor, index) => visitor.post('/sign-up', person, { json: true, headers: proofs[index] ?? {} })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(await withSql(app.databaseUrl, (sql) => sql`select 1 from "user" where email = ${email}`)).toHaveLength(1)
  })

  // Last: the server hangs up on these, and the next request of the same client would meet a closed connection.
  it('is cut off at its limit also when it does not say how long it is', async () => {
    const { app } = site()
    const chunked = (path: string, type: string, bytes: number) =>
      fetch(`${app.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': type, accept: 'application/json', 'sec-fetch-site': 'same-origin', origin: app.url },
        body: new ReadableStream({
          start(controller) {
            for (let sent = 0; sent < bytes; sent += 10_000) controller.enqueue(new TextEncoder().encode('a'.repeat(10_000)))
            controller.close()
          },
        }),
        duplex: 'half',
      } as RequestInit)
    expect((await chunked('/api/auth/sign-in/email', 'application/json', 500_000)).status).toBe(413)
    expect((await chunked('/sign-in', 'application/x-www-form-urlencoded', 500_000)).status).toBe(422)
  })
})
