/** A walk through everything secret, at the most talkative level, with failures forced in the database: none of it is logged. */
import { beforeAll, describe, expect, it } from 'vitest'
import { totpCode } from '#auth/two-factor/one-time-codes.server.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { collect, samplesIn, spansIn } from '../support/collector.ts'
import { signInWithGithub, askGithub, chooseAt, useGithub } from '../support/github.ts'
import { newcomer } from '../support/github-newcomer.ts'
import { useOwnApp } from '../support/own-app.ts'
import { withSql } from '../support/person.ts'
import { rawRequest } from '../support/raw-request.ts'
import { call } from '../support/rpc-sweep.ts'
import { useStandIn } from '../support/stand-in.ts'
import { STEP_MS } from '../support/two-factor.ts'

const github = useGithub()
const collector = useStandIn()
const errors = useStandIn()
beforeAll(() => collect(collector()))
const site = useOwnApp(() => ({
  ...github().env,
  LOG_LEVEL: 'debug',
  OTEL_EXPORTER_OTLP_ENDPOINT: collector().url,
  OTEL_METRIC_EXPORT_INTERVAL: '1000',
  OTEL_BSP_SCHEDULE_DELAY: '200',
  ERROR_REPORT_URL: errors().url,
}))

const BACKUP_CODE = /\b(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}\b/g
const SET_UP = '/settings/security/two-factor/set-up'
/** What a sign-in, a sign-up, a link and a page read and write. */
const TABLES = ['session', 'account', 'verification', 'try_count', 'user', 'mail_link', 'event'] as const

/** What must not be logged, by what it is. */
const canaries = new Map<string, string>()
const plant = (name: string, value = `canary-${crypto.randomUUID()}`): string => {
  if (value.length < 6) throw new Error(`${name} is too short to be looked for.`)
  canaries.set(`${name} ${canaries.size}`, value)
  return value
}
const plantCookies = (who: string, { cookies }: Visitor) =>
  cookies.forEach((value, name) => value.length >= 16 && plant(`${who} ${name}`, value))

function writings(value: string): string[] {
  const bytes = Buffer.from(value)
  const plain = decodeURIComponent(value.replaceAll(/%(?![\da-f]{2})/gi, '%25'))
  return [
    value,
    plain,
    encodeURIComponent(value),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
}

const leaksIn = (log: string): string[] =>
  [...canaries].filter(([, value]) => writings(value).some((written) => log.includes(written))).map(([name]) => name)

const tokenIn = (link: string) => plant('token', new URL(link, 'http://localhost').searchParams.get('token') ?? '')
const linkFor = async (address: string, path: string) => {
  const link = await linkTo(site().app, address, path)
  return { link, token: tokenIn(link) }
}

async function signUp() {
  const person = { name: plant('name'), email: `${plant('email')}@example.com`, password: plant('password') }
  const visitor = new Visitor(site().app)
  expect(await visitor.post('/sign-up', person)).toMatchObject({ location: '/check-email' })
  const { link, token } = await linkFor(person.email, '/verify-email')
  await visitor.get(link)
  expect(await visitor.post('/verify-email', { token })).toMatchObject({ location: '/sign-in?notice=email_confirmed' })
  return person
}

type Somebody = Awaited<ReturnType<typeof signUp>>

async function signIn({ email, password }: Somebody): Promise<Visitor> {
  const visitor = new Visitor(site().app)
  await visitor.post('/sign-in', { email, password: plant('wrong password') })
  await visitor.auth('/sign-in/email', { email, password: plant('wrong password of the API') })
  expect(await visitor.post('/sign-in', { email, password })).toMatchObject({ location: '/app' })
  plantCookies('session', visitor)
  return visitor
}

async function resetPassword(person: Somebody): Promise<void> {
  const visitor = new Visitor(site().app)
  await visitor.post('/forgot-password', { email: person.email })
  const { link, token } = await linkFor(person.email, '/reset-password')
  await visitor.get(link)
  await visitor.post('/reset-password', { token: plant('wrong token'), password: plant('password') })
  person.password = plant('new password')
  expect((await visitor.post('/reset-password', { token, password: person.password })).location).toContain('/sign-in')
}

async function signInByMail({ email }: Somebody): Promise<void> {
  const visitor = new Visitor(site().app)
  await visitor.post('/magic-link', { email })
  const { link, token } = await linkFor(email, '/magic-link')
  await visitor.get(link)
  expect(await visitor.post('/magic-link', { token })).toMatchObject({ location: '/app' })
  plantCookies('magic link', visitor)
}

async function changeEmail(person: Somebody): Promise<void> {
  const visitor = await signIn(person)
  const email = `${plant('new email')}@example.com`
  await visitor.post('/settings/account/email', { email })
  for (const [address, step] of [
    [person.email, 'confirm'],
    [email, 'verify'],
  ] as const) {
    const { link, token } = await linkFor(address, `/change-email/${step}`)
    await visitor.get(link)
    await visitor.post(link, { token })
  }
  person.email = email
}

async function useTwoFactor(person: Somebody): Promise<void> {
  const visitor = await signIn(person)
  const key = plant('key', /otpauth:[^"]*?secret=([A-Z2-7]+)/.exec((await visitor.get(SET_UP)).text)?.[1] ?? '')
  const now = Date.now()
  expect((await visitor.post(SET_UP, { code: totpCode(key, now) })).location).toContain('/codes')
  const codes = [...new Set((await visitor.get('/settings/security/two-factor/codes')).text.match(BACKUP_CODE))].map((code) =>
    plant('backup code', code),
  )
  expect(codes).toHaveLength(10)
  const right: Record<string, string>[] = [{ code: totpCode(key, now + STEP_MS) }, { with: 'backup', code: codes[0] ?? '' }]
  for (const fields of right) {
    const again = new Visitor(site().app)
    await again.post('/sign-in', { email: person.email, password: person.password })
    await again.post('/two-factor', { ...fields, code: plant('wrong code') })
    expect(await again.post('/two-factor', fields)).toMatchObject({ location: '/app' })
    plantCookies('two-factor', again)
  }
}

async function signInAtProvider(): Promise<void> {
  const { login } = newcomer(github())
  const visitor = new Visitor(site().app)
  const back = await chooseAt(await askGithub(visitor), login)
  for (const name of ['code', 'state']) plant(`provider ${name}`, new URL(back, 'http://localhost').searchParams.get(name) ?? '')
  expect((await visitor.get(back)).status).toBeLessThan(400)
  await visitor.get(back)
  plantCookies('provider', visitor)
  await signInWithGithub(new Visitor(site().app), null)
}

const stray = () => plant('stray')

/** What nobody asked for, in every place that a request has. */
async function sendStrays(visitor: Visitor): Promise<void> {
  const headers = { authorization: `Bearer ${stray()}`, cookie: `gatehouse.session_token=${stray()}.${stray()}`, 'user-agent': stray() }
  for (const path of [
    '/app',
    '/api/auth/get-session',
    `/reset-password?token=${stray()}`,
    `/api/auth/callback/github?code=${stray()}&state=${stray()}`,
  ])
    await visitor.get(path, headers)
  const cookie = visitor.cookieHeader
  await call(site().app, 'home.getHome', 'POST', cookie, { body: JSON.stringify({ name: stray() }) })
  await call(site().app, 'home.getHome', 'GET', cookie, {}, `?payload=${stray()}`)
  await rawRequest(site().app.url, '/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site().app.url },
    body: `{"password": ${stray()}`,
  })
}

async function failInTheDatabase(person: Somebody, visitor: Visitor): Promise<void> {
  for (const table of TABLES) {
    const sql = (text: string) => withSql(site().app.databaseUrl, (admin) => admin.unsafe(text))
    await sql(`alter table "${table}" rename to "${table}_away"`)
    try {
      const other = new Visitor(site().app)
      await visitor.get('/app')
      await visitor.get('/api/auth/get-session')
      await visitor.post('/settings/profile', { name: plant('parameter') }, { json: true })
      await visitor.post('/settings/account/email', { email: `${plant('parameter')}@example.com` }, { json: true })
      await other.post('/sign-in', person, { json: true })
      await other.auth('/sign-in/email', { email: person.email, password: plant('password') })
      await other.post(
        '/sign-up',
        { name: plant('name'), email: `${plant('email')}@example.com`, password: plant('password') },
        { json: true },
      )
      await other.post('/forgot-password', { email: person.email }, { json: true })
      for (const page of ['/reset-password', '/magic-link', '/verify-email', '/change-email/confirm'])
        await other.post(page, { token: plant('token'), password: plant('password') }, { json: true })
    } finally {
      await sql(`alter table "${table}_away" rename to "${table}"`)
    }
  }
}

describe('the log', () => {
  it('and what is told to a collector and an error service hold no password, token, code, cookie or parameter after a walk through all of them, failures in the database included [ASVS 14.1.2, 16.2.5, 16.5.1]', async () => {
    const person = await signUp()
    await signIn(person)
    await resetPassword(person)
    await signInByMail(person)
    await changeEmail(person)
    await signInAtProvider()
    const visitor = await signIn(person)
    await sendStrays(visitor)
    await useTwoFactor(person)
    await failInTheDatabase(person, visitor)
    const { app } = site()
    expect(canaries.size).toBeGreaterThan(100)
    expect(leaksIn(await app.settledLog())).toEqual([])
    await until('a collector and an error service were told', () => samplesIn(collector()).length > 0 && errors().asked.length > 0)
    expect(spansIn(collector()).length).toBeGreaterThan(canaries.size)
    for (const { asked } of [collector(), errors()]) expect(leaksIn(asked.map(({ body }) => body).join('\n'))).toEqual([])

    const lines = (await app.settledLog()).trim().split('\n')
    const parsed = lines.map((line) => JSON.parse(line) as { msg: string; requestId?: string })
    expect(parsed.filter(({ msg, requestId }) => msg === 'request' && requestId === undefined)).toEqual([])
    expect(parsed.filter(({ msg }) => /nobody caught/.test(msg))).toEqual([])
  })

  it('would be found out: each canary is seen in each of its writings', () => {
    expect(canaries.size).toBeGreaterThan(100)
    for (const [name, value] of canaries) for (const written of writings(value)) expect(leaksIn(`{"msg":"x ${written} y"}`)).toContain(name)
  })

  it('names a failure as the person was told, under an id of our own and never the client’s [ASVS 16.2.1, 16.5.1]', async () => {
    const { app } = site()
    await withSql(app.databaseUrl, (sql) => sql`alter table session rename to session_away`)
    const cookie = `gatehouse.session_token=${'a'.repeat(32)}.${'b'.repeat(44)}`
    const visitor = new Visitor(app)
    visitor.cookies.set('gatehouse.session_token', `${'a'.repeat(32)}.x`)
    const answers = [
      await visitor.get('/app', { 'x-request-id': 'forged-id' }),
      await call(app, 'home.getHome', 'GET', cookie),
      await visitor.post('/sign-out', {}, { json: true }),
    ]
    await withSql(app.databaseUrl, (sql) => sql`alter table session_away rename to session`)
    for (const { headers } of answers) expect(headers.get('x-request-id')).toMatch(/^[\da-f]{8}$/)
    const lines = (await app.settledLog())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { level: number; requestId?: string })
    for (const { status, headers, text } of answers.filter((answer) => answer.status >= 500)) {
      const id = headers.get('x-request-id') ?? ''
      expect([status, text.includes(id)]).toEqual([status, true])
      expect(lines.filter(({ level, requestId }) => level === 50 && requestId === id)).not.toEqual([])
    }
    expect(await app.settledLog()).not.toContain('forged-id')
  })

  it('keeps one line a request, whatever line breaks and colours the request is written with (log injection) [ASVS 16.4.1]', async () => {
    const { app } = site()
    const before = (await app.settledLog()).length
    const forged = '{"level":30,"msg":"request","path":"/forged"}'
    const escapes = encodeURIComponent(`\r\n${forged}\r\n\u001b[31mred`)
    await rawRequest(app.url, `/${escapes}?${escapes}=1`, { headers: { 'user-agent': '\u009b31m', 'x-forwarded-for': 'x' } })
    await new Visitor(app).post('/sign-in', { email: `a@example.com\r\n${forged}\u001b[31m`, password: 'x' })
    const written = (await app.settledLog()).slice(before)
    expect(
      written
        .trim()
        .split('\n')
        .filter((line) => line === forged),
    ).toEqual([])
    for (const line of written.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
    // oxlint-disable-next-line no-control-regex -- that there are none is what is looked for
    expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })
})
