/** What the app tells a collector of itself, on the wire; and that it tells nothing, and loads nothing for it, unless it is set. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { type App, endProcess, startApp } from '../support/app.ts'
import { Visitor, until } from '../support/browserless.ts'
import { collect, samplesIn, scopesIn, spansIn } from '../support/collector.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'
import { useStandIn } from '../support/stand-in.ts'

const OFTEN = { OTEL_METRIC_EXPORT_INTERVAL: '500', OTEL_BSP_SCHEDULE_DELAY: '100' }
const TRACE_ID = 'a3ce929d0e0e4736a3ce929d0e0e4736'
const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`
/** Names each file that the process loads. */
const NAME_LOADED = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { process.stderr.write('loaded ' + url + '\\n'); return next(url, context) } })`)}`,
}

describe('with a collector', () => {
  const collector = useStandIn()
  const breaches = useStandIn()
  beforeAll(() => collect(collector()))
  const site = useOwnApp(() => ({
    ...OFTEN,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector().url,
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=of%20ours',
    RELEASE: 'abc123',
    SLOW_QUERY_MS: '1',
    HIBP: 'on',
    HIBP_URL: breaches().url,
  }))

  it('a request is a span by its route, its statements are parts of it, and its log line names the trace [ASVS 16.2.1]', async () => {
    const { visitor } = await signedIn()
    await visitor.get('/settings/profile?secret=in-the-address', { traceparent: TRACEPARENT })
    const page = () => spansIn(collector()).find(({ name }) => name === 'GET /settings/profile')
    await until('its span has come', () => page() !== undefined)
    const { traceId = '', spanId, attributes } = page() ?? {}
    expect(attributes).toEqual({ 'http.request.method': 'GET', 'http.route': '/settings/profile', 'http.response.status_code': 200 })
    const parts = spansIn(collector()).filter((span) => span.traceId === traceId && span.parentSpanId === spanId)
    expect(parts.map(({ name }) => name)).toContain('select session')
    expect((await linesOf(site().app)).filter((line) => line.traceId === traceId)).toContainEqual(
      expect.objectContaining({ path: '/settings/profile' }),
    )
    expect(collector().asked[0]?.headers['api-key']).toBe('of ours')
  })

  it('a stranger chooses no trace: a traceparent is not gone on with unless the proxy’s is trusted (forged traceparent)', async () => {
    await new Visitor(site().app).get('/terms', { traceparent: TRACEPARENT })
    await until('its span has come', () => spansIn(collector()).some(({ name }) => name === 'GET /terms'))
    expect(JSON.stringify(collector().asked)).not.toContain(TRACE_ID)
    expect(await site().app.settledLog()).not.toContain(TRACE_ID)
  })

  it('an address makes no series of its own, however many are asked for (cardinality bomb)', async () => {
    const visitor = new Visitor(site().app)
    const strays = Array.from({ length: 30 }, () => crypto.randomUUID())
    for (const stray of strays)
      await Promise.all(
        [`/${stray}`, `/avatar/${stray}/0123456789abcdef`, `/api/auth/${stray}`, `/_serverFn/${stray}`].map((path) => visitor.get(path)),
      )
    await until('they are counted', () => requests().reduce((sum, { value }) => sum + value, 0) >= 4 * strays.length)
    expect(strays.filter((stray) => JSON.stringify(collector().asked.map(({ body }) => body)).includes(stray))).toEqual([])
    expect(new Set(requests().map(({ attributes }) => attributes['http.route']))).toContain('/avatar/$userId/$version')
    expect(requests().length).toBeLessThan(30)
  })

  it('sends nothing of a library, whose spans would hold error messages, and of a failed statement only its code [ASVS 16.2.5]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const failed = () => spansIn(collector()).find(({ name, attributes }) => name === 'insert session' && 'error.type' in attributes)
    await withSql(app.databaseUrl, (sql) => sql`alter table session rename to session_away`)
    await new Visitor(app).post('/sign-in', person)
    await withSql(app.databaseUrl, (sql) => sql`alter table session_away rename to session`)
    await until('its span has come', () => failed() !== undefined)
    expect(failed()?.attributes).toMatchObject({ 'error.type': '42P01' })
    await until('metrics have come', () => requests().length > 0)
    expect([...scopesIn(collector())]).toEqual(['gatehouse'])
    const sent = JSON.stringify(collector().asked.map(({ body }) => body))
    for (const word of ['does not exist', 'insert into', person.email, person.id]) expect(sent).not.toContain(word)
  })

  it('every metric that the dashboard asks for is one that is sent', async () => {
    const { app } = site()
    const { person } = await signedIn()
    const visitor = new Visitor(app)
    await visitor.post('/sign-in', person)
    const newcomer = { name: 'New', email: `new-${crypto.randomUUID()}@example.com`, password: 'a long and unused password' }
    await visitor.post('/sign-up', newcomer)
    const guesser = new Visitor(app)
    for (let guess = 0; guess < 11; guess++) await guesser.post('/sign-in', { ...person, password: 'wrong password' }, { json: true })
    await withSql(app.databaseUrl, (sql) => sql`alter table session rename to session_away`)
    await visitor.get('/api/auth/get-session')
    await withSql(app.databaseUrl, (sql) => sql`alter table session_away rename to session`)
    const asked = namesAskedFor()
    expect(asked.length).toBeGreaterThan(20)
    const missing = () => asked.filter((name) => !namesForPrometheus().has(name))
    await until('all of them have come', () => missing().length === 0).catch(() => {})
    expect(missing()).toEqual([])
  })

  const requests = () => samplesIn(collector()).filter(({ name }) => name === 'http.server.request.duration')

  async function signedIn() {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { cookie } = await createSession(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    visitor.cookies.set('gatehouse.session_token', cookie.slice(cookie.indexOf('=') + 1))
    return { person, visitor }
  }

  /** As a collector writes them for Prometheus. */
  const namesForPrometheus = () =>
    new Set(
      samplesIn(collector()).flatMap(({ name, kind, unit }) => {
        const suffix = { s: '_seconds', By: '_bytes' }[unit] ?? ''
        const base = `${name.replaceAll('.', '_')}${suffix}`
        if (kind === 'histogram') return [`${base}_bucket`, `${base}_count`, `${base}_sum`]
        return [kind === 'sum' ? `${base}_total` : base]
      }),
    )
})

function namesAskedFor(): string[] {
  const dashboard = readFileSync(join(ROOT, 'deploy/grafana/gatehouse.json'), 'utf8')
  const queries = [...dashboard.matchAll(/"expr": "((?:[^"\\]|\\.)*)"/g)].map(([, query = '']) => query)
  return [...new Set(queries.flatMap((query) => [...query.matchAll(/\b([a-z][\w]+)\{/g)].map(([, name = '']) => name)))]
}

describe('with a collector that never answers', () => {
  const collector = useStandIn()
  beforeAll(() => collector().answer(() => {}))

  it('people are answered, a trusted traceparent is gone on with, and the process ends as it always does', async () => {
    const settings = { ...OFTEN, ...NAME_LOADED, OTEL_EXPORTER_OTLP_ENDPOINT: collector().url, TRUST_TRACEPARENT: 'on' }
    const app = await startApp(inject('server'), settings)
    await new Visitor(app).get('/terms', { traceparent: TRACEPARENT })
    await new Visitor(app).get('/privacy', { traceparent: 'a forged one' })
    await until('it was told', () => collector().asked.some(({ path, body }) => path === '/v1/traces' && body.includes(TRACE_ID)))
    // Far more than is kept for it.
    const answers = await Promise.all(Array.from({ length: 200 }, () => new Visitor(app).get('/healthz')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(loadsOpenTelemetry(app)).toBe(true)
    expect(await endProcess(app.process)).toBe(0)
    await app.stop()
  })
})

describe('with nothing set', () => {
  it('OpenTelemetry is not loaded, and a statement that is slow is still a line of the log, without its parameters', async () => {
    const app = await startApp(inject('server'), { ...NAME_LOADED, SLOW_QUERY_MS: '1' })
    try {
      const person = await createPerson(app.databaseUrl)
      await new Visitor(app).post('/sign-in', person)
      await until('a slow statement is logged', () => app.log().includes('slow statement'))
      expect(loadsOpenTelemetry(app)).toBe(false)
      expect(await app.settledLog()).not.toContain(person.email)
      const lines = await linesOf(app)
      expect(lines.filter(({ traceId }) => traceId !== undefined)).toEqual([])
      expect(lines).toContainEqual(
        expect.objectContaining({ level: 40, area: 'database', statement: expect.stringMatching(/^[a-z_. ]+$/) }),
      )
    } finally {
      await app.stop()
    }
  })
})

const linesOf = async (app: App) =>
  (await app.settledLog())
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** By what is in the files of the build that it has loaded. */
function loadsOpenTelemetry(app: App): boolean {
  const files = [...app.log().matchAll(/^loaded (file:\S+\.m?js)$/gm)].map(([, url = '']) => fileURLToPath(url))
  expect(files.length).toBeGreaterThan(5)
  return files.some(
    (file) =>
      readFileSync(file, 'utf8').includes('OTEL_EXPORTER_OTLP_TRACES') || /OTEL_EXPORTER_OTLP_\$\{/.test(readFileSync(file, 'utf8')),
  )
}
