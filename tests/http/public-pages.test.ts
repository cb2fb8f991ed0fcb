import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { linkTo, Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'

const PUBLIC = ['/', '/pricing', '/sign-up', '/sign-in', '/terms', '/privacy']
const UNLISTED = ['/check-email', '/forgot-password', '/reset-password?token=x', '/verify-email?token=x', '/sign-out']
const site = useOwnApp()

const get = (path: string) => new Visitor(site().app).get(path)

describe('search engines', () => {
  it('are told of exactly the public pages, by addresses of the configured origin', async () => {
    const { url } = site().app
    const map = await new Visitor(site().app).get('/sitemap.xml', { 'x-forwarded-host': 'evil.test' })
    expect([...map.text.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1])).toEqual(PUBLIC.map((path) => url + path).toSorted())
    expect(map.headers.get('content-type')).toContain('xml')
  })

  it('are let in everywhere but at the machine’s doors, and led to the map', async () => {
    const { text, status } = await get('/robots.txt')
    expect(status).toBe(200)
    expect(text).toContain(`Sitemap: ${site().app.url}/sitemap.xml`)
    expect([...text.matchAll(/Disallow: (.*)/g)].map((match) => match[1])).toEqual(['/api/', '/_serverFn/'])
  })

  it.each(UNLISTED)('are kept from %s', async (path) => {
    const { text } = await get(path)
    expect(tag(text, 'name', 'robots')).toBe('noindex')
    expect(text).not.toContain('rel="canonical"')
  })

  it.each(['/app', '/settings/profile'])('are led away from %s, as everyone is who is not signed in', async (path) => {
    expect(await new Visitor(site().app).get(path)).toMatchObject({ status: 307, location: expect.stringContaining('/sign-in') })
  })
})

describe('a public page', () => {
  it.each(PUBLIC)('%s says what it is, at one address, and what a shared link shows', async (path) => {
    const { url } = site().app
    const { text, status } = await get(`${path}?utm_source=x`)
    expect(status).toBe(200)
    expect(text.match(/<title>/g)).toHaveLength(1)
    expect(text).toContain(`<link rel="canonical" href="${url}${path}"`)
    expect(tag(text, 'name', 'robots')).toBeNull()
    expect(tag(text, 'name', 'description')?.length).toBeGreaterThan(40)
    expect(tag(text, 'property', 'og:url')).toBe(url + path)
    expect(tag(text, 'property', 'og:image')).toBe(`${url}/social.png`)
    expect(tag(text, 'name', 'twitter:card')).toBe('summary_large_image')
  })

  it('has a picture for link previews and icons that there are', async () => {
    const { text } = await get('/')
    const files = [...text.matchAll(/<link [^>]*rel="(?:icon|apple-touch-icon|manifest)"[^>]*>/g)].map(
      (match) => match[0].match(/href="([^"]+)"/)?.[1] ?? '',
    )
    expect(files.length).toBeGreaterThan(2)
    for (const file of [...files, '/social.png']) expect([file, (await get(file)).status]).toEqual([file, 200])
  })

  it.each(['/', '/pricing', '/terms', '/privacy'])('%s links to pages that there are', async (path) => {
    const { text } = await get(path)
    const links = [...new Set([...text.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map((match) => match[1] ?? ''))]
    expect(links.length).toBeGreaterThan(5)
    const dead = []
    for (const link of links) {
      const [page = '', id] = link.split('#')
      const target = await get(page)
      if (target.status !== 200 || (id !== undefined && !target.text.includes(`id="${id}"`))) dead.push(link)
    }
    expect(dead).toEqual([])
  })

  it('has what it says in its first answer, without scripts: /pricing by the year too', async () => {
    expect((await get('/')).text).toContain('Every endpoint declares its guard')
    expect((await get('/pricing')).text).toContain('€19')
    expect((await get('/pricing?billing=yearly')).text).toContain('€190')
  })
})

describe('the privacy page', () => {
  it('names every cookie that the app sets', async () => {
    const { app } = site()
    const visitor = new Visitor(app)
    const named: string[] = []
    const note = (answer: { headers: Headers }) => named.push(...answer.headers.getSetCookie().map((line) => line.split('=')[0] ?? ''))
    const person = { name: 'Noor', email: 'noor@example.com', password: 'a long enough password' }
    note(await visitor.post('/sign-up', { ...person, password: 'short' }))
    note(await visitor.post('/sign-up', person))
    const link = await linkTo(app, person.email, '/verify-email')
    note(await visitor.post(link, { token: new URL(link, app.url).searchParams.get('token') ?? '' }))
    note(await visitor.post('/sign-in', { ...person, remember: 'on' }))
    note(await new Visitor(app).post('/sign-in', { email: person.email, password: person.password }))
    note(await visitor.post('/language', { locale: 'de', back: '/' }))
    note(await visitor.post('/app', {}))
    const { text } = await get('/privacy')
    expect(new Set(named).size).toBeGreaterThan(4)
    expect([...new Set(named)].filter((name) => !text.includes(`>${name}<`))).toEqual([])
    expect(named).toContain('gatehouse.dont_remember')
  })

  it('names exactly the cookies in the source, so that a new one is added to it', async () => {
    const { text } = await get('/privacy')
    expect(all(text, /<dt[^>]*><bdi>([^<]+)<\/bdi>/g).toSorted()).toEqual(cookiesInSource())
  })
})

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

/** In files that read or set cookies, every name of ours, and the names that Better Auth puts behind our prefix. */
function cookiesInSource(): string[] {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'))
  const ours = sources
    .filter((source) => /\b(?:hostCookie|cookieIn|getCookie|setCookie)\(/.test(source))
    .flatMap((source) => all(source, /'(gatehouse\.[\w-]+)'/g))
  const ofBetterAuth = sources.flatMap((source) => [
    ...all(source, /^type SignedCookie = (.+)$/gm).flatMap((names) => all(names, /'([\w-]+)'/g)),
    ...all(source, /webAuthnChallengeCookie: '([\w-]+)'/g),
  ])
  return [...new Set([...ours, ...ofBetterAuth.map((name) => `gatehouse.${name}`), 'locale', 'theme'])].toSorted()
}

/** The content of `<meta name="…">` or `<meta property="…">`, null without one. */
function tag(html: string, kind: 'name' | 'property', value: string): string | null {
  return html.match(new RegExp(`<meta ${kind}="${value}" content="([^"]*)"`))?.[1] ?? null
}
