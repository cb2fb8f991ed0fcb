import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { useOwnApp } from '../support/own-app.ts'
import { rawRequest } from '../support/raw-request.ts'
import { signedIn } from '../support/signed-in.ts'

const site = useOwnApp()
const PATHS = ['/', '/pricing', '/privacy', '/terms']
const CANARY = 'canary-9f3a'

type Headers = Record<string, string>

async function ask(path: string, headers: Headers = {}) {
  const { status, text, headers: said } = await rawRequest(site().app.url, path, { headers: { accept: 'text/html', ...headers } })
  const nonce = /'nonce-([\w-]+)'/.exec(said.get('content-security-policy') ?? '')?.[1] ?? 'none'
  const own = new Set(['date', 'x-request-id'])
  const rest = [...said].filter(([name]) => !own.has(name)).map(([name, value]) => `${name}: ${value.replaceAll(nonce, 'NONCE')}`)
  // When it was rendered stands in what the router tells its half in the browser.
  return { status, nonce, page: text.replaceAll(nonce, 'NONCE').replaceAll(/\b\d{13}\b/g, 'TIME'), rest, text }
}

/** A cookie that the server does not know: such a page is rendered for its visitor alone. */
const renderedAnew = (path: string, { cookie, ...headers }: Headers) =>
  ask(path, { ...headers, cookie: [cookie, 'unknown=1'].filter(Boolean).join('; ') })

describe('a public page that is kept', () => {
  const looks: Headers[] = [
    {},
    { 'accept-language': 'de' },
    { 'accept-language': 'ar-EG, de;q=0.5' },
    { cookie: 'locale=de' },
    { cookie: 'theme=dark' },
    { cookie: 'theme=light; locale=ar' },
    { cookie: 'theme=system' },
    { cookie: 'theme=dark=x' },
    { cookie: 'themed' },
    { cookie: 'theme=CANARY' },
  ]

  it.each(PATHS)('is what would be rendered anew, in each language and theme, and but for its nonce: %s', async (path) => {
    for (const look of looks) {
      const anew = await renderedAnew(path, look)
      for (const turn of [1, 2]) {
        const kept = await ask(path, look)
        expect([turn, look, kept.status, kept.rest]).toEqual([turn, look, 200, anew.rest])
        expect(kept.page).toBe(anew.page)
        expect(kept.nonce).not.toBe(anew.nonce)
        expect(kept.text).toContain(`nonce="${kept.nonce}"`)
        expect(kept.text).not.toContain(anew.nonce)
      }
    }
  })

  it('holds nothing of who asked before: query, host, cookie, session, header (cache poisoning, cache deception)', async () => {
    const member = await signedIn(site())
    const session = member.visitor.cookieHeader
    for (const path of PATHS) {
      const clean = await ask(path)
      const odd: [string, Headers][] = [
        [`${path}?${CANARY}=${CANARY}`, {}],
        [`${path}?`, {}],
        [path, { host: `${CANARY}.example.com` }],
        [path, { 'x-forwarded-host': CANARY, 'x-forwarded-proto': CANARY, 'x-original-url': `/${CANARY}` }],
        [path, { cookie: `theme=${CANARY}; locale=${CANARY}` }],
        [path, { cookie: `theme=dark; theme=${CANARY}` }],
        [path, { cookie: `gatehouse.form=${CANARY}` }],
        [path, { cookie: session }],
        [path, { 'accept-language': CANARY, 'user-agent': CANARY, referer: `https://${CANARY}.example.com/` }],
      ]
      for (const [address, headers] of odd) expect((await ask(address, headers)).status).toBeLessThan(500)
      const after = await ask(path)
      expect(after.page).toBe(clean.page)
      expect(after.rest).toEqual(clean.rest)
      expect(after.text).not.toMatch(new RegExp(`${CANARY}|${member.person.email}`))
    }
    expect((await ask('/', { cookie: session })).page).not.toBe((await ask('/')).page)
  })

  it.each(['POST', 'PUT', 'HEAD'])('is given to nobody who sends a %s', async (method) => {
    await ask('/')
    const { status, text } = await rawRequest(site().app.url, '/', { method, headers: { accept: 'text/html', 'content-length': '0' } })
    expect(method === 'HEAD' ? [status, text] : [status >= 400, text.includes('</html>') && status === 200]).toEqual(
      method === 'HEAD' ? [200, ''] : [true, false],
    )
  })
})

/** The dehydrated router state contains the render time. */
const renderedAt = async (path: string) => /\b\d{13}\b/.exec((await ask(path)).text)?.[0]

describe('a page that is cached for everyone', () => {
  it('is declared on its route, and only these are', () => {
    const routes = globSync('src/{routes,features/*/routes}/**/*.tsx', { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'))
    const declared = routes.filter((text) => text.includes('cachedForEveryone: true'))
    expect(declared.map((text) => /createFileRoute\('([^']+)'\)/.exec(text)?.[1]).toSorted()).toEqual(PATHS.toSorted())
  })

  it('is the same again until the process ends, unlike a page that does not declare it', async () => {
    expect(await renderedAt('/terms')).toBe(await renderedAt('/terms'))
    expect(await renderedAt('/sign-in')).not.toBe(await renderedAt('/sign-in'))
  })
})
