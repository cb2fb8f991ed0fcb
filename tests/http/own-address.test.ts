/** The app opened at another name of its machine: forms and cookies work at APP_URL only, so pages lead there. */
import { describe, expect, it } from 'vitest'
import { useOwnApp } from '../support/own-app.ts'
import { type Call, rawRequest } from '../support/raw-request.ts'

const OTHER_HOSTS = ['127.0.0.1:8080', 'www.localhost', 'macbook.local:3000', '[::1]:3000', 'localhost.evil.test', 'LOCALHOST.:3000']
const FOR_PROGRAMS = ['/healthz', '/readyz', '/robots.txt', '/sitemap.xml', '/api/auth/get-session', '/.well-known/change-password']
const MAX_REDIRECTS = 5

/** Without proxies, as on one's own machine. */
const direct = useOwnApp({ TRUSTED_PROXY_HOPS: '0' })
const proxied = useOwnApp({ TRUSTED_PROXY_HOPS: '2' })

const open = (site: typeof direct, path: string, headers: Record<string, string>, call: Call = {}) =>
  rawRequest(site().app.url, path, { ...call, headers: { accept: 'text/html,*/*;q=0.8', ...headers } })

const placeOf = ({ status, headers }: { status: number; headers: Headers }) => [status, headers.get('location')]

/** As a browser behind a proxy that sends `host` whatever was asked for: every redirect comes back with the same host. */
async function followBehindRewritingProxy(site: typeof direct, host: string, extra: Record<string, string>): Promise<number[]> {
  const statuses: number[] = []
  let cookie = ''
  for (let tries = 0; tries < MAX_REDIRECTS; tries += 1) {
    const { status, headers } = await open(site, '/sign-in', { host, cookie, ...extra })
    statuses.push(status)
    if (status !== 307) return statuses
    cookie = headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  }
  return statuses
}

describe('a page that is opened at another host', () => {
  it.each(OTHER_HOSTS)('%s redirects to APP_URL, with path and query, and is not cached', async (host) => {
    const answer = await open(direct, '/reset-password?token=a%2Fb&x=1', { host })
    expect(placeOf(answer)).toEqual([307, `${direct().app.url}/reset-password?token=a%2Fb&x=1`])
    expect([answer.headers.get('cache-control'), answer.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
  })

  it.each(['/', '/pricing', '/no-such-page', '/app'])('redirects from %s, for HEAD too', async (path) => {
    for (const method of ['GET', 'HEAD'])
      expect(placeOf(await open(direct, path, { host: '127.0.0.1' }, { method }))).toEqual([307, direct().app.url + path])
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
        const location = (await open(site, path, headers)).headers.get('location')
        expect([path, location === null ? null : new URL(location, site().app.url).origin]).toEqual([
          path,
          expect.toBeOneOf([null, site().app.url]),
        ])
      }
  })

  it('does not become the page that others are given (cache poisoning)', async () => {
    await open(direct, '/terms', { host: 'evil.test' })
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
    expect((await open(direct, '/favicon.svg', { host })).status).toBe(200)
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
    expect((await open(proxied, '/sign-in', { host: 'upstream', 'x-forwarded-host': reported })).status).toBe(status)
  })

  it('is unknown behind trusted proxies that do not report it: nothing is redirected', async () => {
    expect((await open(proxied, '/sign-in', { host: 'upstream:3000' })).status).toBe(200)
  })
})

describe('a proxy that rewrites the host', () => {
  it('causes no redirect loop, configured or not: the second request gets the page', async () => {
    expect(await followBehindRewritingProxy(direct, 'upstream:3000', {})).toEqual([307, 200])
    expect(await followBehindRewritingProxy(proxied, 'upstream', { 'x-forwarded-host': 'cdn.internal' })).toEqual([307, 200])
  })
})
