/** The app opened at another name of its machine: forms and cookies work at APP_URL only, so pages lead there. */
import { describe, expect, it } from 'vitest'
import { useOwnApp } from '../support/own-app.ts'
import { type Call, rawRequest } from '../support/raw-request.ts'

const OTHER_HOSTS = ['127.0.0.1:8080', 'www.localhost', 'macbook.local:3000', '[::1]:3000', 'localhost.evil.test', 'LOCALHOST.:3000']
const FOR_PROGRAMS = ['/healthz', '/readyz', '/robots.txt', '/sitemap.xml', '/api/auth/get-session', '/.well-known/change-password']
const GIVES_UP_AFTER = 20
const PROGRAMS: [string, Record<string, string>][] = [
  ['a load balancer', { accept: '*/*' }],
  ['a program that names nothing', {}],
]

/** Without proxies, as on one's own machine. */
const direct = useOwnApp({ TRUSTED_PROXY_HOPS: '0' })
const proxied = useOwnApp({ TRUSTED_PROXY_HOPS: '2' })

/** As a browser opens a page. */
const open = (site: typeof direct, path: string, headers: Record<string, string>, call: Call = {}) =>
  rawRequest(site().app.url, path, { ...call, headers: { 'sec-fetch-mode': 'navigate', ...headers } })

/** Opens a page and follows one redirect, which arrives at APP_URL. */
async function openAndArrive(site: typeof direct, path: string, headers: Record<string, string>, call: Call = {}) {
  const answer = await open(site, path, headers, call)
  if (answer.status === 307) await open(site, '/terms', atAppUrl(site))
  return answer
}

function atAppUrl(site: typeof direct): Record<string, string> {
  const { host } = new URL(site().app.url)
  return site === direct ? { host } : { host: 'upstream', 'x-forwarded-host': `${host}, cdn.internal` }
}

const placeOf = ({ status, headers }: { status: number; headers: Headers }) => [status, headers.get('location')]

/** As a browser that keeps no cookies, behind a proxy that sends `host` whatever was asked for: every redirect comes back with the same host. */
async function followBehindRewritingProxy(site: typeof direct, headers: Record<string, string>): Promise<number[]> {
  const statuses: number[] = []
  while (statuses.length < GIVES_UP_AFTER && statuses.at(-1) !== 200) statuses.push((await open(site, '/sign-in', headers)).status)
  return statuses
}

describe('a page that is opened at another host', () => {
  it.each(OTHER_HOSTS)('%s redirects to APP_URL, with path and query, and is not cached', async (host) => {
    const answer = await openAndArrive(direct, '/reset-password?token=a%2Fb&x=1', { host })
    expect(placeOf(answer)).toEqual([307, `${direct().app.url}/reset-password?token=a%2Fb&x=1`])
    expect([answer.headers.get('cache-control'), answer.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
  })

  it.each(['/', '/pricing', '/no-such-page', '/app'])('redirects from %s, for HEAD too', async (path) => {
    for (const method of ['GET', 'HEAD'])
      expect(placeOf(await openAndArrive(direct, path, { host: '127.0.0.1' }, { method }))).toEqual([307, direct().app.url + path])
  })

  it('redirects a browser that says nothing else, as over plain http', async () => {
    const headers = { host: '192.168.0.7:3000', accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    expect(placeOf(await rawRequest(direct().app.url, '/', { headers }))).toEqual([307, `${direct().app.url}/`])
    await open(direct, '/terms', atAppUrl(direct))
  })

  it('never redirects to a host from the request (host header injection)', async () => {
    const attempts: [string, Record<string, string>][] = [
      ['/', { host: 'evil.test' }],
      ['//evil.test/x', { host: '127.0.0.1' }],
      ['/@evil.test', { host: '127.0.0.1' }],
      ['/', { host: 'localhost', 'x-forwarded-host': 'evil.test' }],
    ]
    for (const [path, headers] of attempts)
      for (const site of [direct, proxied]) {
        const location = (await openAndArrive(site, path, headers)).headers.get('location')
        expect([path, location === null ? null : new URL(location, site().app.url).origin]).toEqual([
          path,
          expect.toBeOneOf([null, site().app.url]),
        ])
      }
  })

  it('does not become the page that others are given (cache poisoning)', async () => {
    await openAndArrive(direct, '/terms', { host: 'evil.test' })
    const { status, text } = await open(direct, '/terms', { host: new URL(direct().app.url).host })
    expect([status, text.includes('evil.test')]).toEqual([200, false])
  })

  it.each(FOR_PROGRAMS)('is answered as it is where programs ask: %s', async (path) => {
    const [here, there] = [await open(direct, path, {}), await open(direct, path, { host: '10.0.0.7:3000' })]
    expect(placeOf(there)).toEqual(placeOf(here))
  })

  it('is answered as it is where a script or a form asks, so that neither loses what it sent', async () => {
    const host = '127.0.0.1'
    expect((await open(direct, '/sign-in', { host, 'sec-fetch-mode': 'cors' })).status).toBe(200)
    expect((await open(direct, '/sign-in', { host, origin: `http://${host}` }, { method: 'POST' })).status).toBe(403)
    expect((await open(direct, '/favicon.svg', { host, 'sec-fetch-mode': 'no-cors' })).status).toBe(200)
  })
})

describe('the host of a request', () => {
  it('is right in any case and without a port, which some proxies leave out', async () => {
    for (const host of ['localhost', 'LocalHost', new URL(direct().app.url).host])
      expect([host, (await open(direct, '/sign-in', { host })).status]).toEqual([host, 200])
  })

  it('is not judged by Host where a proxy stands between that nobody configured', async () => {
    const said = { 'x-forwarded-for': '10.0.0.1', via: '1.1 proxy', 'x-real-ip': '10.0.0.1', forwarded: 'for=10.0.0.1' }
    for (const [name, value] of Object.entries(said))
      expect([name, (await open(direct, '/sign-in', { host: 'app:3000', [name]: value })).status]).toEqual([name, 200])
  })

  it.each<[string, string, number]>([
    ['www.example.com', 'of one proxy', 307],
    ['localhost', 'of one proxy', 200],
    ['www.example.com, cdn.internal', 'of two', 307],
    ['localhost, cdn.internal', 'of two', 200],
    ['evil.test, localhost, cdn.internal', 'beyond the trusted ones', 200],
    ['', 'left empty', 200],
  ])('is "%s" in X-Forwarded-Host behind trusted proxies (%s): %i', async (reported, _, status) => {
    expect((await openAndArrive(proxied, '/sign-in', { host: 'upstream', 'x-forwarded-host': reported })).status).toBe(status)
  })

  it('is unknown behind trusted proxies that do not report it: nothing is redirected', async () => {
    expect((await open(proxied, '/sign-in', { host: 'upstream:3000' })).status).toBe(200)
  })
})

describe('a program that takes any type (load balancer, health check)', () => {
  it.each(PROGRAMS)('is never redirected: %s', async (_, headers) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await rawRequest(direct().app.url, '/', { method, headers: { host: '10.0.0.7:3000', ...headers } })
      expect(placeOf(answer)).toEqual([200, null])
    }
  })
})

describe('a proxy that rewrites the host', () => {
  it.each<[string, typeof direct, Record<string, string>]>([
    ['not configured', direct, { host: 'upstream:3000' }],
    ['configured', proxied, { host: 'upstream', 'x-forwarded-host': 'cdn.internal' }],
  ])(
    'causes no redirect loop, %s and for a browser without cookies: after ten in all, each request gets the page',
    async (_, site, headers) => {
      await open(site, '/terms', atAppUrl(site))
      expect(await followBehindRewritingProxy(site, headers)).toEqual([...Array.from({ length: 10 }, () => 307), 200])
      expect(await followBehindRewritingProxy(site, headers)).toEqual([200])
    },
  )

  it('stops no redirect once somebody arrives at APP_URL', async () => {
    const host = 'www.localhost'
    await followBehindRewritingProxy(direct, { host })
    await open(direct, '/terms', atAppUrl(direct))
    expect((await open(direct, '/sign-in', { host })).status).toBe(307)
  })
})
