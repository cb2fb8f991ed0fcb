/** What every answer says to a browser besides its body: pages, redirects, refusals, failures and files, to anyone. */
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'
import { type Answer, type Call, rawRequest } from '../support/raw-request.ts'
import { addresses } from '../support/routes.ts'

const ORIGIN = 'https://app.example.com'
const SWEEP_TIMEOUT_MS = 240_000
const LOCKED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

/** As in production: people use https, and what comes here is http from the proxy that ended TLS. */
const site = useOwnApp({ APP_URL: ORIGIN, TRUSTED_PROXY_HOPS: '1' })

const send = (path: string, { headers, ...call }: Call = {}) =>
  rawRequest(site().app.url, path, { ...call, headers: { host: 'app.example.com', accept: 'text/html,*/*', ...headers } })

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const post = (path: string, body = '', headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', body, headers: { ...FORM, 'content-length': String(body.length), ...headers } })

async function memberCookie(): Promise<string> {
  const { app, secret } = site()
  const { cookie } = await createSession(app.databaseUrl, secret, (await createPerson(app.databaseUrl)).id)
  return `__Host-${cookie}`
}

/** The table: what each answer must say, as a list of what it does not. */
function wrongIn(path: string, { status, headers, text }: Answer, { isFile = false } = {}): string[] {
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false
  const hasToken = path.includes('token=')
  const isHashed = path.startsWith('/assets/')
  const lifetime = isHashed ? 'max-age=31536000, immutable' : 'max-age=3600'
  const expected: Record<string, string | RegExp | null> = {
    'strict-transport-security': 'max-age=63072000',
    'content-security-policy': isPage ? pagePolicy : LOCKED,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': !isPage ? 'no-referrer' : hasToken ? 'strict-origin' : 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': isFile && !isHashed && status < 400 ? 'cross-origin' : 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy':
      /^clipboard-write=\(self\), publickey-credentials-create=\(self\), publickey-credentials-get=\(self\),.* camera=\(\),/,
    'cache-control': isFile && status < 400 ? lifetime : 'no-store',
    'access-control-allow-origin': null,
    server: null,
    'x-powered-by': null,
  }
  const wrong = Object.entries(expected).flatMap(([name, value]) => {
    const said = headers.get(name)
    const isRight = value instanceof RegExp ? value.test(said ?? '') : said === value
    return isRight ? [] : [`${name}: ${said}`]
  })
  const type = headers.get('content-type') ?? ''
  return text === '' || (TYPES.test(type) && isTrue(type, text)) ? wrong : [...wrong, `content-type: ${type}`]
}

/** Text says how it is encoded; JSON has one way, and the rest is no text. */
const TYPES =
  /^((text\/(html|css|javascript|plain)|application\/xml|image\/svg\+xml); ?charset=utf-8|application\/(manifest\+)?json|application\/json; ?charset=utf-8|image\/(png|webp|vnd\.microsoft\.icon)|font\/woff2)$/i

/** What can be told by its beginning is what it says. */
function isTrue(type: string, text: string): boolean {
  if (type.startsWith('text/html')) return /^<!doctype html>/i.test(text)
  return type.includes('json') ? isJson(text) : !/^\s*(<!doctype|<html|\{")/i.test(text)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const pagePolicy =
  /^default-src 'none'; object-src 'none'; script-src 'nonce-[\w-]{20,}' 'strict-dynamic'; style-src 'self' 'nonce-[\w-]{20,}'; .*base-uri 'none'; form-action 'self'; frame-ancestors 'none'; upgrade-insecure-requests$/

const CACHED_FOR_ALL = new Set(['/robots.txt', '/sitemap.xml', '/.well-known/passkey-endpoints', '/.well-known/security.txt'])

describe('every answer', { timeout: SWEEP_TIMEOUT_MS }, () => {
  it.each([
    ['a stranger', false],
    ['a person who is signed in', true],
  ])(
    'of every address says so, asked by %s [ASVS 3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 3.4.8, 3.5.8, 4.1.1, 14.2.2, 14.3.2]',
    async (_, isMember) => {
      const cookie = isMember ? await memberCookie() : ''
      const paths = addresses()
      expect(paths.length).toBeGreaterThan(50)
      const seen = new Set<number>()
      for (const path of paths.flatMap((each) => [each, `${each}?token=x`]))
        for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT']) {
          const answer = await send(path, { method, headers: { cookie } })
          seen.add(answer.status)
          const wrong = wrongIn(path, answer).filter(
            (line) => !(CACHED_FOR_ALL.has(path.split('?')[0] ?? '') && line === 'cache-control: public, max-age=3600'),
          )
          expect([method, path, answer.status, wrong]).toEqual([method, path, answer.status, []])
          expect([path, answer.status]).toEqual([path, expect.toSatisfy((status: number) => status < 500)])
        }
      for (const status of [200, 307, 404, 405]) expect(seen).toContain(status)
      expect((await send('/app', { headers: { cookie } })).status).toBe(isMember ? 200 : 307)
    },
  )

  it.each<[what: string, status: number, path: string, ask: () => Promise<Answer>]>([
    ['an address that is none', 404, '/no-such-page', () => send('/no-such-page')],
    ['a file that is none', 404, '/none.png', () => send('/none.png')],
    ['an asset that is none', 404, '/assets/none.js', () => send('/assets/none.js')],
    ['a file beside the build', 404, '/.env', () => send('/.env')],
    ['a closed door of Better Auth', 404, '/api/auth/list-sessions', () => send('/api/auth/list-sessions')],
    ['a session that is none', 200, '/api/auth/get-session', () => send('/api/auth/get-session')],
    ['a host that cannot be', 400, '/', () => send('/', { headers: { host: 'app.example.com:99999' } })],
    ['a path that cannot be read', 400, '/%zz.png', () => send('/%zz.png')],
    ['a call that cannot be read', 400, '/_serverFn/none', () => send('/_serverFn/none', { headers: { 'sec-fetch-site': 'same-origin' } })],
    [
      'a call from another site',
      403,
      '/_serverFn/viewer.getViewer',
      () => send('/_serverFn/viewer.getViewer', { headers: { 'sec-fetch-site': 'cross-site' } }),
    ],
    [
      'a call by a stranger',
      401,
      '/_serverFn/sessions.listSessions',
      () => send('/_serverFn/sessions.listSessions', { headers: { 'sec-fetch-site': 'same-origin', 'x-tsr-serverfn': 'true' } }),
    ],
    ['a form from another site', 403, '/sign-in', () => post('/sign-in', 'email=a', { 'sec-fetch-site': 'cross-site' })],
    ['a form from nowhere, to a person', 403, '/reset-password?token=x', () => post('/reset-password?token=x', '', { origin: 'null' })],
    ['a form that was refused', 303, '/sign-in', () => post('/sign-in', 'email=a')],
    ['a form that was refused to our script', 422, '/sign-in', () => post('/sign-in', 'email=a', { accept: 'application/json' })],
    ['a form on a page with a token', 303, '/reset-password?token=x', () => post('/reset-password?token=x', 'password=a')],
    ['a body that is too long', 413, '/sign-in', () => post('/sign-in', '', { 'content-length': '2000000', connection: 'close' })],
    ['a page that is asked for as something else', 406, '/', () => send('/', { headers: { accept: 'application/json' } })],
    ['an address that looks like another host', 308, '//evil.test', () => send('//evil.test')],
  ])('of %s says so [ASVS 3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 4.1.1]', async (_, status, path, ask) => {
    const answer = await ask()
    expect([answer.status, wrongIn(path, answer)]).toEqual([status, []])
  })

  it('that is a failure says so [ASVS 3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 4.1.1]', async () => {
    const cookie = await memberCookie()
    await withSql(site().app.databaseUrl, async (sql) => {
      await sql`alter table session rename to session_away`
      try {
        for (const path of ['/app', '/reset-password?token=x', '/api/auth/get-session', '/avatar/x/y']) {
          const answer = await send(path, { headers: { cookie } })
          expect([path, answer.status, wrongIn(path, answer)]).toEqual([path, expect.toSatisfy((value: number) => value >= 500), []])
        }
      } finally {
        await sql`alter table session_away rename to session`
      }
    })
  })
})

const isCompressed = (name: string) => /\.(br|gz)$/.test(name)

describe('files', () => {
  const assets = readdirSync(join(ROOT, 'dist/client/assets'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.includes('.') && !isCompressed(name),
  )
  const publicFiles = readdirSync(join(ROOT, 'dist/client'), { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !isCompressed(entry.name),
  )
  const kinds = [...new Set(assets.map((name) => name.split('.').at(-1) ?? ''))]
  const oneOfEach = kinds.map((kind) => `/assets/${assets.find((name) => name.endsWith(`.${kind}`)) ?? ''}`)

  it.each([...oneOfEach, ...publicFiles.map(({ name }) => `/${name}`)])(
    '%s is served in the right context, whole and unchanged [ASVS 3.2.1, 3.4.1, 3.4.3, 3.4.4, 3.4.6, 4.1.1]',
    async (path) => {
      const whole = await send(path)
      expect([whole.status, wrongIn(path, whole, { isFile: true })]).toEqual([200, []])
      expect(whole.headers.get('content-type')).toMatch(
        /^(text\/(css|javascript)|image\/(png|svg\+xml|webp|vnd\.microsoft\.icon)|font\/woff2|application\/(manifest\+)?json)/,
      )
      const unchanged = await send(path, { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } })
      expect([unchanged.status, wrongIn(path, unchanged, { isFile: true })]).toEqual([304, []])
      // A part is never asked for by a page: whoever wants one gets the whole.
      expect((await send(path, { headers: { range: 'bytes=0-3' } })).status).toBe(200)
    },
  )
})

describe('what Node answers itself', () => {
  it.each([
    ['a line that is no request', 'NONSENSE\r\n\r\n', '400'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`, '431'],
  ])('to %s is a status without body, so there is nothing for a header to protect', async (_, text, status) => {
    const { hostname, port } = new URL(site().app.url)
    const answer = await new Promise<string>((resolve, reject) => {
      let received = ''
      const socket = connect(Number(port), hostname, () => socket.write(text))
      socket.on('data', (chunk: Buffer) => (received += chunk.toString()))
      socket.on('close', () => resolve(received))
      socket.on('error', reject)
    })
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [\\w ]+\r\nConnection: close\r\n\r\n$`))
  })
})

describe('the content security policy of a page', () => {
  it.each(['/', '/sign-in', '/no-such-page'])(
    '%s: only scripts with the nonce of this answer run (cross-site scripting) [ASVS 3.4.3]',
    async (path) => {
      const { headers, text } = await send(path)
      const policy = headers.get('content-security-policy') ?? ''
      const nonce = policy.match(/'nonce-([^']+)'/)?.[1] ?? ''
      expect(policy).not.toMatch(/script-src[^;]*unsafe/)
      const scripts = [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
      expect(scripts.length).toBeGreaterThan(0)
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
      expect((await send(path)).headers.get('content-security-policy')).not.toContain(nonce)
    },
  )
})

describe('the nonce of a page', { timeout: SWEEP_TIMEOUT_MS }, () => {
  it('is in nonce attributes alone, which browsers hide from CSS, on every page (nonce stolen by an injected style) [ASVS 3.4.3]', async () => {
    const cookie = await memberCookie()
    let pages = 0
    for (const path of [...addresses(), '/no-such-page'])
      for (const presented of ['', cookie]) {
        const { headers, text } = await send(path, { headers: { cookie: presented } })
        const nonce = headers.get('content-security-policy')?.match(/'nonce-([^']+)'/)?.[1]
        if (nonce === undefined) continue
        pages += 1
        expect([path, text.includes(`nonce="${nonce}"`), text.replaceAll(`nonce="${nonce}"`, '').includes(nonce)]).toEqual([
          path,
          true,
          false,
        ])
      }
    expect(pages).toBeGreaterThan(50)
  })
})

describe('a site with HSTS_SUBDOMAINS=on', () => {
  const wide = useOwnApp({ APP_URL: ORIGIN, TRUSTED_PROXY_HOPS: '1', HSTS_SUBDOMAINS: 'on' })

  it('includes its subdomains, in pages and in files', async () => {
    for (const path of ['/sign-in', '/favicon.svg'])
      expect((await fetch(`${wide().app.url}${path}`)).headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
  })
})

describe('a site without https', () => {
  const plain = useOwnApp()

  it('does not ask browsers to use it over https only, and says the rest', async () => {
    const { headers } = await fetch(`${plain().app.url}/sign-in`)
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})
