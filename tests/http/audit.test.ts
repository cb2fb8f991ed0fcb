import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { Authenticator } from '../support/authenticator.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { addEvent, addEvents } from '../support/events.ts'
import { inParallel } from '../support/in-parallel.ts'
import { many } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp()
const PAGE = '/settings/security/log'
const FLOOD = 50
const SYSTEM_CHAIN = '00000000-0000-0000-0000-000000000000'

type Row = {
  name: string
  outcome: string
  actor_id: string | null
  viewer_id: string | null
  target: string | null
  ip_address: string
  data: unknown
}
const rowsOf = (chainId: string) =>
  withSql(site().app.databaseUrl, (sql) => sql<Row[]>`select * from event where chain_id = ${chainId} order by seq`)
const failuresOf = async (chainId: string) => (await rowsOf(chainId)).filter(({ outcome }) => outcome === 'failure')

/** Tried for nobody who is known. */
const refusals = async () => (await rowsOf(SYSTEM_CHAIN)).filter(({ name }) => name === 'sign_in.failed').length
const tripped = async () => (await rowsOf(SYSTEM_CHAIN)).filter(({ name }) => name === 'limit.tripped')

/** What an operator runs in a container. */
const audit = (...words: string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, 'dist/server/cli.js'), 'audit', ...words], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: site().app.databaseUrl,
      AUTH_SECRET: site().secret,
      APP_URL: 'http://localhost:3000',
      SMTP_URL: 'smtp://localhost:1',
      MAIL_FROM: 'a@example.com',
    },
  }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  )

describe('what was tried and refused', () => {
  it('is in the log of whom it was tried for: a wrong password, and from where [ASVS 16.3.1, 16.2.1]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const stranger = new Visitor(app)
    await stranger.post(
      '/sign-in',
      { email: person.email.toUpperCase(), password: 'not the password' },
      { headers: { 'user-agent': 'Guesser' } },
    )
    await until('the refusal is recorded', async () => (await failuresOf(person.id)).length === 1)
    expect(await failuresOf(person.id)).toMatchObject([
      {
        name: 'sign_in.failed',
        actor_id: null,
        subject_id: person.id,
        user_agent: 'Guesser',
        ip_address: expect.stringMatching(/./),
        data: { way: 'password', reason: 'invalid_email_or_password' },
      },
    ])
  })

  it('for an address that nobody has is recorded without the address, which may be a password typed in the wrong field [ASVS 16.3.1, 16.2.5]', async () => {
    const typed = 'CANARY-typed-by-mistake@example.com'
    const before = (await rowsOf(SYSTEM_CHAIN)).length
    await new Visitor(site().app).post('/sign-in', { email: typed, password: 'CANARY-password' })
    await until('the refusal is recorded', async () => (await rowsOf(SYSTEM_CHAIN)).length > before)
    const rows = await rowsOf(SYSTEM_CHAIN)
    expect(rows.at(-1)).toMatchObject({ name: 'sign_in.failed', outcome: 'failure', actor_id: null, subject_id: null })
    expect(JSON.stringify(rows).toLowerCase()).not.toContain('canary')
  })

  it.each([
    ['/magic-link', { token: 'x'.repeat(32) }, { way: 'magic_link', reason: 'invalid_token' }],
    ['/auth/passkey', { passkey: new Authenticator('http://localhost').assert('none') }, { way: 'passkey', reason: 'challenge_not_found' }],
  ])('by a link or a passkey that is none is recorded too: %s [ASVS 16.3.1]', async (path, fields, data) => {
    const before = await refusals()
    expect((await new Visitor(site().app).post(path, fields, { json: true })).status).toBe(422)
    await until('the refusal is recorded', async () => (await refusals()) > before)
    expect((await rowsOf(SYSTEM_CHAIN)).at(-1)).toMatchObject({ name: 'sign_in.failed', outcome: 'failure', data })
  })

  it('makes no job: the worker must not be busier for an address that is known (enumeration by time) [ASVS 6.3.8]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    await new Visitor(app).post('/sign-in', { email: person.email, password: 'not the password' })
    await until('the refusal is recorded', async () => (await failuresOf(person.id)).length === 1)
    const jobs = await withSql(
      app.databaseUrl,
      (sql) => sql`select 1 from pgboss.job join event on event.id::text = pgboss.job.data ->> 'eventId' where subject_id = ${person.id}`,
    )
    expect(jobs).toEqual([])
  })

  it('at the second factor and at step-up is recorded too, the code is not [ASVS 16.3.1, 16.3.2, 16.2.5]', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    await turnOnTwoFactor(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    await visitor.post('/sign-in', person)
    await visitor.post('/two-factor', { code: '918273' })
    await until('the refusal is recorded', async () => (await failuresOf(person.id)).length === 1)
    const member = await signedIn(site(), person, false)
    await member.visitor.post('/confirm', { password: 'not the password', code: '918273' })
    await until('that of step-up too', async () => (await failuresOf(person.id)).length === 2)
    await member.visitor.post('/confirm', { password: person.password, code: '918273' })
    await until('and that of its code', async () => (await failuresOf(person.id)).length === 3)
    expect((await failuresOf(person.id)).map(({ name, actor_id: actor, data }) => ({ name, actor, data }))).toEqual([
      { name: 'second_factor.failed', actor: null, data: { factor: 'totp' } },
      { name: 'step_up.failed', actor: person.id, data: { factor: 'password' } },
      { name: 'step_up.failed', actor: person.id, data: { factor: 'totp' } },
    ])
    expect(JSON.stringify(await rowsOf(person.id))).not.toContain('918273')
  })

  it('beyond a limit is recorded once, whoever goes on (flooding the log) [ASVS 16.3.3]', async () => {
    const guesser = new Visitor(site().app)
    const answers = []
    for (let turn = 0; turn < 16; turn += 1)
      answers.push(await guesser.post('/sign-in', { email: `nobody-${turn}@example.com`, password: 'a guess' }, { json: true }))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(6)
    await until('the limit is recorded', async () => (await tripped()).length > 0)
    await until('all refusals are', async () => (await refusals()) >= 10)
    expect(await tripped()).toMatchObject([{ outcome: 'failure', data: { limit: 'sign_in' } }])
  })

  it('by fifty at once, behind a row of the log that is locked, takes the database from nobody, and is all there after [ASVS 16.3.1, 16.3.3]', async () => {
    const { app } = site()
    const { visitor } = await signedIn(site())
    const passkey = new Authenticator(app.url).assert('none')
    const refused = async () => expect((await new Visitor(app).post('/auth/passkey', { passkey }, { json: true })).status).toBe(422)
    await refused()
    await until('there is a row to lock', async () => (await refusals()) > 0)
    const before = await refusals()
    await withSql(app.databaseUrl, (sql) =>
      sql.begin(async (tx) => {
        await tx`select 1 from event_chain where chain_id = ${SYSTEM_CHAIN} for update`
        await inParallel(many(FLOOD, 0), refused)
        expect(await visitor.get('/app')).toMatchObject({ status: 200 })
        const [stuck] = await tx`
          select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
        expect(stuck).toEqual({ count: 2 })
      }),
    )
    await until('all are recorded', async () => (await refusals()) === before + FLOOD)
  })

  it('shows on the page of whom it happened to, told apart from what went well', async () => {
    const { visitor, person } = await signedIn(site())
    await new Visitor(site().app).post('/sign-in', { email: person.email, password: 'not the password' })
    await until('the refusal is recorded', async () => (await failuresOf(person.id)).length === 1)
    const { text } = await visitor.get(PAGE)
    expect(text).toContain('Failed sign-in')
    expect(text).toContain('>Refused<')
    expect(text).toContain('By someone not signed in')
  })
})

describe('the whole log', () => {
  it('holds no password, token, code or key, whatever was done, and still verifies [ASVS 16.2.5, 16.4.2]', async () => {
    const { app, secret } = site()
    const email = `canary-${crypto.randomUUID()}@example.com`
    const [first, wrong, second] = ['CANARY first password', 'CANARY wrong password', 'CANARY second password']
    const visitor = new Visitor(app)
    await visitor.post('/sign-up', { name: 'Kim', email, password: first })
    const verify = await linkTo(app, email, '/verify-email')
    await visitor.post('/verify-email', { token: tokenIn(verify) })
    await visitor.post('/sign-in', { email, password: wrong })
    await visitor.post('/sign-in', { email, password: first })
    await new Visitor(app).post('/forgot-password', { email })
    const reset = await linkTo(app, email, '/reset-password')
    await new Visitor(app).post('/reset-password', { token: tokenIn(reset), password: second })
    const person = await personWith(email)
    await turnOnTwoFactor(app.databaseUrl, secret, person.id)
    await new Visitor(app).post('/sign-in', { email, password: second }).then(() => visitor.post('/two-factor', { code: '135790' }))
    await until('the reset is recorded', async () => (await rowsOf(person.id)).some(({ name }) => name === 'password.reset'))
    const secrets = await withSql(app.databaseUrl, async (sql) => {
      const sessions = await sql<{ token: string }[]>`select token from session`
      const [factor] = await sql<{ secret: string }[]>`select secret from two_factor where user_id = ${person.id}`
      return [...sessions.map(({ token }) => token), factor?.secret ?? '']
    })
    const log = JSON.stringify(await withSql(app.databaseUrl, (sql) => sql`select * from event`))
    expect((await rowsOf(person.id)).length).toBeGreaterThan(3)
    for (const canary of ['CANARY', '135790', tokenIn(verify), tokenIn(reset), ...secrets]) expect(log).not.toContain(canary)
    expect(await audit('verify')).toMatchObject({ code: 0, stdout: expect.stringContaining('every one is as it was written') })
  })

  it('is verified where only the build is at hand: a changed row is named, and the exit code is 1 [ASVS 16.4.2]', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const id = await withSql(app.databaseUrl, (sql) => addEvent(sql, secret, { name: 'password.changed', subjectId: person.id }))
    const set = (name: string) =>
      withSql(app.databaseUrl, (sql) =>
        sql.begin(async (tx) => {
          await tx`alter table event disable trigger user`
          await tx`update event set name = ${name} where id = ${id}`
          await tx`alter table event enable trigger user`
        }),
      )
    await set('session.started')
    const { code, stdout } = await audit('verify')
    await set('password.changed')
    expect([code, stdout]).toEqual([1, expect.stringContaining(`CHANGED chain ${person.id} seq 1 event ${id}: it is not what was written`)])
    expect((await audit('verify')).code).toBe(0)
    expect(await audit('verfy')).toMatchObject({ code: 1, stderr: expect.stringContaining('Say what: verify') })
  })

  it('is exported for who operates it, by date, in both formats', async () => {
    const person = await createPerson(site().app.databaseUrl)
    await withSql(site().app.databaseUrl, (sql) =>
      addEvent(sql, site().secret, { name: 'password.changed', subjectId: person.id }, new Date('2020-01-02T00:00:00Z')),
    )
    const { stdout } = await audit('export', '--from', '2020-01-01', '--to', '2020-02-01')
    expect(JSON.parse(stdout)).toMatchObject({ at: '2020-01-02T00:00:00.000Z', event: 'password.changed', subject: person.id, seq: 1 })
    const csv = await audit('export', '--format', 'csv', '--from', '2020-01-01', '--to', '2020-02-01')
    expect(csv.stdout.split('\r\n')).toEqual([
      expect.stringMatching(/^\uFEFF"at","chain"/),
      expect.stringContaining('"password.changed"'),
      '',
    ])
  })
})

describe('the export of one’s own log', () => {
  const FORMULA = `=cmd|'/c calc'!A1`

  async function withLog() {
    const member = await signedIn(site())
    const { id } = member.person
    await withSql(site().app.databaseUrl, async (sql) => {
      const happened = { subjectId: id, actorId: id, ipAddress: '192.0.2.7' }
      await addEvent(sql, site().secret, {
        ...happened,
        name: 'session.started',
        userAgent: FORMULA,
        data: { note: 'a "quoted", line\r\nbreak' },
      })
      await addEvent(sql, site().secret, { ...happened, name: 'password.changed', userAgent: '@SUM(1)', target: 'session:1' })
      await addEvent(
        sql,
        site().secret,
        { ...happened, name: 'password.changed', userAgent: '\tx' },
        new Date(Date.now() - 60 * 86_400_000),
      )
    })
    return member
  }

  it('holds one’s own rows and nobody else’s, one JSON a line, with names [ASVS 8.2.2, 16.2.4]', async () => {
    const [mine, theirs] = [await withLog(), await withLog()]
    const { status, text, headers } = await mine.visitor.post(`${PAGE}?subjectId=${theirs.person.id}`, {
      format: 'jsonl',
      userId: theirs.person.id,
    })
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="gatehouse-security-log-\d{4}-\d\d-\d\d\.jsonl"$/)
    expect([headers.get('content-type'), headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
      'application/jsonl; charset=utf-8',
      'no-store',
      'nosniff',
    ])
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ event }) => event)).toEqual(['session.started', 'password.changed', 'password.changed', 'account.exported'])
    expect(Object.keys(lines[0])).toEqual(['at', 'id', 'event', 'outcome', 'by', 'target', 'address', 'device', 'data'])
    expect(lines[0]).toMatchObject({ by: 'self', outcome: 'success', address: '192.0.2.7', device: FORMULA })
    for (const secret of [theirs.person.id, 'hash', 'salt']) expect(text).not.toContain(secret)
  })

  it('begins with a byte order mark, so that Excel reads umlauts', async () => {
    const { visitor, person } = await withLog()
    const answer = await fetch(`${site().app.url}${PAGE}`, {
      method: 'POST',
      body: new URLSearchParams({ format: 'csv', [VIEWER_FIELD]: person.id }),
      headers: { cookie: visitor.cookieHeader, 'sec-fetch-site': 'same-origin' },
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 7).toString('hex')).toBe(`efbbbf${Buffer.from('"at"').toString('hex')}`)
  })

  it('runs nothing in a spreadsheet: no cell begins like a formula, and quotes hold (CSV injection) [ASVS 1.2.10, 16.4.1]', async () => {
    const { visitor } = await withLog()
    const { text, headers } = await visitor.post(PAGE, { format: 'csv' })
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const rows = parseCsv(text)
    expect(rows[0]).toEqual(['at', 'id', 'event', 'outcome', 'by', 'target', 'address', 'device', 'data'])
    expect(rows).toHaveLength(5)
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect([rows[1]?.[7], rows[2]?.[7], rows[3]?.[7]]).toEqual([`'${FORMULA}`, `'@SUM(1)`, `'\tx`])
    expect(JSON.parse(rows[1]?.[8] ?? '')).toEqual({ note: 'a "quoted", line\r\nbreak' })
  })

  it('is of what the filter shows', async () => {
    const { visitor } = await withLog()
    const events = async (query: string) => {
      const { text } = await visitor.post(`${PAGE}?${query}`, { format: 'jsonl' })
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line).event)
    }
    expect(await events('kind=password.changed')).toEqual(['password.changed', 'password.changed'])
    expect(await events('kind=password.changed&days=30')).toEqual(['password.changed'])
    expect(await events('kind=password.reset')).toEqual([])
    expect((await events('kind=no.such&days=5')).length).toBeGreaterThan(3)
  })

  it('comes whole when it is long', async () => {
    const { visitor, person } = await signedIn(site())
    const happened = { name: 'session.started', subjectId: person.id } as const
    await withSql(site().app.databaseUrl, (sql) =>
      addEvents(
        sql,
        site().secret,
        Array.from({ length: 1200 }, () => ({ happened })),
      ),
    )
    const { text } = await visitor.post(PAGE, { format: 'jsonl' })
    expect(text.trimEnd().split('\n')).toHaveLength(1201)
  })

  it('is refused to who has no session, to another site, and twenty times an hour is enough', async () => {
    const stranger = await new Visitor(site().app).post(PAGE, { format: 'csv' })
    expect([stranger.status, stranger.location]).toEqual([303, expect.stringContaining('/sign-in')])
    const { visitor } = await signedIn(site())
    expect((await visitor.post(PAGE, {}, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    for (let turn = 1; turn <= 20; turn += 1) expect((await visitor.post(PAGE, {})).status).toBe(200)
    expect((await visitor.post(PAGE, {}, { json: true })).status).toBe(429)
    expect((await visitor.post(PAGE, {})).location).toBe(PAGE)
    expect((await visitor.get(PAGE)).text).toContain('role="alert"')
  })
})

describe('the old address of the log', () => {
  it('leads to the new one, with its filter', async () => {
    const { visitor } = await signedIn(site())
    const { status, location } = await visitor.get('/settings/activity?kind=session.started')
    expect([status, location]).toEqual([308, `${PAGE}?kind=session.started`])
  })
})

const tokenIn = (link: string) => new URLSearchParams(link.split('?')[1]).get('token') ?? ''

async function personWith(email: string): Promise<Pick<Person, 'id'>> {
  const [person] = await withSql(site().app.databaseUrl, (sql) => sql<{ id: string }[]>`select id from "user" where email = ${email}`)
  if (person === undefined) throw new Error('nobody has this address')
  return person
}

/** RFC 4180, as strictly as a test can read it: every cell quoted, CRLF after every record. */
function parseCsv(text: string): string[][] {
  const cells = [...text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)]
  expect(cells.map(([all]) => all).join('')).toBe(text)
  const rows: string[][] = [[]]
  for (const [, cell = '', end] of cells) {
    rows.at(-1)?.push(cell.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
  }
  return rows.slice(0, -1)
}
