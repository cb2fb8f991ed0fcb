/** Our look-up of sessions against Better Auth's own, case by case on the same rows. The clock stands still, so that edges are exact. */
import { isDeepStrictEqual } from 'node:util'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { inParallel } from '../support/in-parallel.ts'
import { signed } from '../support/person.ts'
import { type Case, PERSON_KINDS, type PersonKind, sessionCases } from '../support/session-cases.ts'

const CASES = 3_000
const CASES_OVER_HTTPS = 600
const CASES_FOR_A_FAULT = 1_000
const NOW = new Date('2026-03-01T12:00:00.000Z')
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
/** Whether a fault is met must not be a matter of luck. */
const SEED_FOR_FAULTS = 1

/** What a request was told, and what it left in the database. */
type Outcome = { who: unknown; cookies: string[]; row: unknown }
type LookUp = (request: Request) => Promise<{ who: unknown; cookies: string[] }>
type App = { theirs: LookUp; ours: LookUp; names: { session: string; dontRemember: string }; secret: string }

const store = postgres(process.env.DATABASE_URL ?? '', { onnotice: () => {} })
const people = new Map<PersonKind, string>()
const closings: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  for (const kind of PERSON_KINDS) {
    const [person] = await store<{ id: string }[]>`
      insert into "user" (name, email, email_verified, two_factor_enabled, role, banned_at)
      values (${kind}, ${`${kind}@example.com`}, ${kind !== 'unverified'}, ${kind === 'two-factor'},
        ${kind === 'admin' ? 'admin' : 'user'}, ${kind === 'banned' ? NOW : null}) returning id`
    people.set(kind, person?.id ?? '')
  }
})
afterAll(async () => {
  vi.useRealTimers()
  for (const close of [() => store.end({ timeout: 1 }), ...closings]) await close()
})

/** The app as it starts with this address: its cookies are named by it. */
async function appAt(appUrl: string): Promise<App> {
  vi.resetModules()
  Object.assign(process.env, { APP_URL: appUrl })
  await import('#features/index.server.ts')
  const [{ closeDatabase }, { getAuth }, { lookUpSession }, { cookieName }] = await Promise.all([
    import('#platform/db/client.server.ts'),
    import('#auth/auth.server.ts'),
    import('#auth/sessions/session-lookup.server.ts'),
    import('#auth/sessions/signed-cookies.server.ts'),
  ])
  closings.push(closeDatabase)
  return {
    secret: process.env.AUTH_SECRET ?? '',
    names: { session: cookieName('session_token'), dontRemember: cookieName('dont_remember') },
    async theirs({ headers, method }) {
      const query = { disableRefresh: method !== 'GET' }
      const { response, headers: answered } = await (await getAuth()).api.getSession({ headers, query, returnHeaders: true })
      // Our own rule on top: nobody is signed in with an address that is not theirs for certain.
      const who = response === null || !response.user.emailVerified ? null : { session: response.session, user: response.user }
      return { who, cookies: who === null ? [] : answered.getSetCookie() }
    },
    async ours(request) {
      const found = await lookUpSession(request)
      const who = found === null ? null : { session: found.session, user: found.user }
      return { who, cookies: found === null || found.cookie === null ? [] : [found.cookie] }
    },
  }
}

async function outcomes(cases: Case[], lookUp: LookUp): Promise<Outcome[]> {
  await store`truncate session`
  const rows = cases
    .filter(({ row }) => row.isStored)
    .map(({ number, row }) => ({
      id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
      user_id: people.get(row.person) ?? '',
      token: row.token,
      expires_at: new Date(NOW.getTime() + row.endsInMs),
      created_at: new Date(NOW.getTime() - row.ageMs),
      updated_at: new Date(NOW.getTime() - row.ageMs),
    }))
  await store`insert into session ${store(rows)}`
  const told = await inParallel(cases, async ({ method, cookie }) => {
    const { who, cookies } = await lookUp(new Request('http://localhost:3000/app', { method, headers: cookie === null ? {} : { cookie } }))
    return { who: comparable(who), cookies: cookies.map(attributesOf) }
  })
  const left = new Map((await store`select token, expires_at, updated_at from session`).map((row) => [row.token, { ...row }]))
  return cases.map(({ row }, at) => ({ who: told[at]?.who, cookies: told[at]?.cookies ?? [], row: left.get(row.token) ?? null }))
}

/** As it would travel. Theirs has the token, which ours never hands out; when it was last active is ours alone: renewing notes it. */
function comparable(who: unknown): unknown {
  return JSON.parse(JSON.stringify(who, (key, value) => (key === 'token' || key === 'lastActiveAt' ? undefined : value)))
}

/** In any order: no browser minds. */
const attributesOf = (line: string): string => line.split('; ').toSorted().join('; ')

/** Of somebody who is not to be signed in, Better Auth renews the session, and we do not. */
const isOursToDiffer = ({ row }: Case): boolean => row.person === 'unverified'

async function differences(cases: Case[], theirs: LookUp, ours: LookUp) {
  const [wanted, got] = [await outcomes(cases, theirs), await outcomes(cases, ours)]
  return cases.flatMap((one, at) => {
    const [want, have] = [wanted[at], got[at]]
    if (want !== undefined && have !== undefined && isOursToDiffer(one)) have.row = want.row
    return isDeepStrictEqual(want, have) ? [] : [{ seed, case: one, wanted: want, got: have }]
  })
}

describe('our look-up of a session', () => {
  it(`says, sets and leaves what Better Auth’s own does, for ${CASES} cookies and rows (seed ${seed}) [ASVS 7.2.1]`, async () => {
    const app = await appAt('http://localhost:3000')
    const cases = sessionCases(seed, CASES, app.secret, app.names)
    expect((await differences(cases, app.theirs, app.ours)).slice(0, 3)).toEqual([])
  })

  it(`does so where the site is served over https, whose cookies are bound to their host (seed ${seed})`, async () => {
    const app = await appAt('https://app.example.com')
    expect(app.names.session).toBe('__Host-gatehouse.session_token')
    const cases = sessionCases(seed, CASES_OVER_HTTPS, app.secret, app.names)
    expect((await differences(cases, app.theirs, app.ours)).slice(0, 3)).toEqual([])
  })
})

const addresses = (answers: PromiseSettledResult<{ who: unknown }>[]) =>
  answers.map((answer) =>
    answer.status === 'fulfilled' ? (answer.value.who as { session: { ipAddress: string } } | null)?.session.ipAddress : 'refused',
  )

describe('look-ups that share a connection', () => {
  it('are each answered with the session that was asked for, or not at all, when Postgres has forgotten what was prepared (mixed-up answers)', async () => {
    const app = await appAt('http://localhost:3000')
    await store`truncate session`
    const tokens = Array.from({ length: 40 }, (_, number) => `${number}`.padStart(32, 't'))
    for (const token of tokens)
      await store`
        insert into session (user_id, token, expires_at, ip_address)
        values (${people.get('plain') ?? ''}, ${token}, ${new Date(NOW.getTime() + 6.5 * 86_400_000)}, ${token})`
    const ask = (token: string) =>
      app.ours(new Request('http://localhost:3000/app', { headers: { cookie: `${app.names.session}=${signed(token, app.secret)}` } }))
    const askAll = () => Promise.allSettled(tokens.map(ask))

    expect(addresses(await askAll())).toEqual(tokens)
    // Another type in the result: what was prepared may not be used again.
    await store`alter table session alter column ip_address type varchar(200)`
    const found = addresses(await askAll())
    expect(found.filter((address, index) => address !== tokens[index] && address !== 'refused')).toEqual([])
    expect(found).toContain('refused')
    expect(addresses(await askAll())).toEqual(tokens)
  })
})

describe('the comparison', () => {
  let app: App
  beforeAll(async () => void (app = await appAt('http://localhost:3000')))

  it('meets people who are signed in, renewed sessions and rows that went', async () => {
    const found = await outcomes(sessionCases(SEED_FOR_FAULTS, CASES_FOR_A_FAULT, app.secret, app.names), app.ours)
    expect(found.filter(({ who }) => who !== null).length).toBeGreaterThan(CASES_FOR_A_FAULT / 20)
    expect(found.some(({ cookies }) => cookies.length > 0)).toBe(true)
    expect(found.some(({ row }) => row === null)).toBe(true)
  })

  it.each<[string, (request: Request) => Promise<Request>]>([
    ['takes any signature for ours', async (request) => withCookie(request, (cookie) => signedAnew(cookie, app))],
    ['does not mind the end', forgetTheEnd],
    ['takes the last of several cookies', async (request) => withCookie(request, (cookie) => cookie.split('; ').toReversed().join('; '))],
    ['never renews', async (request) => new Request(request, { method: 'POST' })],
    ['remembers who asked not to be', async (request) => withCookie(request, (cookie) => cookie.replaceAll(app.names.dontRemember, 'x'))],
  ])('notices a look-up that %s', async (_fault, spoil) => {
    const cases = sessionCases(SEED_FOR_FAULTS, CASES_FOR_A_FAULT, app.secret, app.names)
    const found = await differences(cases, app.theirs, async (request) => app.ours(await spoil(request)))
    expect(found.filter(({ wanted, got }) => !isDeepStrictEqual(told(wanted), told(got))).length).toBeGreaterThan(0)
  })
})

const told = (outcome: Outcome | undefined) => [outcome?.who, outcome?.cookies]

function withCookie(request: Request, change: (cookie: string) => string): Request {
  const cookie = request.headers.get('cookie')
  return new Request(request, cookie === null ? {} : { headers: { cookie: change(cookie) } })
}

/** As if the signature had not been looked at: it is a good one whatever came. */
const signedAnew = (cookie: string, { names, secret }: App): string =>
  cookie.replace(new RegExp(`(?<=^|; )${names.session}=(\\w+)\\.[^;]*`), (_, token: string) => `${names.session}=${signed(token, secret)}`)

async function forgetTheEnd(request: Request): Promise<Request> {
  await store`update session set expires_at = ${new Date(NOW.getTime() + 1)} where expires_at < ${NOW}`
  return request
}
