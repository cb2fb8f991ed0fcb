import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { brand } from '#brand.ts'
import { brandHue, colours } from '#brand.colours.ts'
import { ROOT } from '../../scripts/checkout.ts'
import { type App, startApp } from '../support/app.ts'
import { Visitor, linkTo, until } from '../support/browserless.ts'
import { type Fork, buildFork } from '../support/fork.ts'
import { createPerson, createSession } from '../support/person.ts'

const NAME = 'Wildwood & Sons'
const HTML_NAME = 'Wildwood &amp; Sons'
const COLOUR = '#6a2fc0'
const MARK = 'M2 2h20v20H2z'

const PUBLIC = [
  '/',
  '/pricing',
  '/terms',
  '/privacy',
  '/sign-in',
  '/sign-up',
  '/check-email',
  '/verify-email?token=a',
  '/forgot-password',
  '/reset-password?token=a',
  '/sign-out',
  '/no-such-page',
]
const SIGNED_IN = ['/app', '/settings/profile', '/settings/security/log', '/settings/appearance']

describe('a fork that changes the name, the logo and one colour in src/brand.ts', () => {
  const secret = randomBytes(32).toString('base64url')
  let fork: Fork
  let app: App

  beforeAll(async () => {
    fork = await buildFork(
      ['src/brand.ts'],
      (source) =>
        source
          .replace(`name: '${brand.name}'`, `name: '${NAME}'`)
          .replace(`colour: '${brand.colour}'`, `colour: '${COLOUR}'`)
          .replace(brand.mark.path, MARK),
      ['brand.ts'],
    )
    app = await startApp(inject('server'), { AUTH_SECRET: secret }, fork.server)
  }, 120_000)
  afterAll(async () => {
    await app?.stop()
    fork?.remove()
  })

  const get = async (path: string, headers: Record<string, string> = {}) => await fetch(app.url + path, { headers })

  it.each(PUBLIC)('changes the page %s', async (path) => {
    const page = await get(path, { accept: 'text/html' })
    expect(page.status).toBe(path === '/no-such-page' ? 404 : 200)
    const html = await page.text()
    expect(html).toContain(HTML_NAME)
    expect(html).toContain(MARK)
    expect(html.match(new RegExp(`.{0,60}${brand.name}.{0,60}`, 'g')) ?? []).toEqual([])
  })

  it.each(SIGNED_IN)('changes the signed-in page %s', async (path) => {
    const { cookie } = await createSession(app.databaseUrl, secret, (await createPerson(app.databaseUrl)).id)
    const page = await get(path, { accept: 'text/html', cookie })
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain(HTML_NAME)
    expect(html).not.toContain(brand.name)
  })

  it('changes the colour of every page: there is one stylesheet, and it holds the new hue', async () => {
    const html = await (await get('/sign-in', { accept: 'text/html' })).text()
    const sheets = [...html.matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map(([, path]) => String(path))
    expect(new Set(sheets).size).toBe(1)
    const hue = hueOf(await (await get(sheets[0] ?? '')).text())
    expect(hue).toBeGreaterThan(0)
    expect(hue).not.toBeCloseTo(brandHue, 0)
  })

  it('changes favicon, icons, manifest and the picture of a shared link', async () => {
    const favicon = await (await get('/favicon.svg')).text()
    expect(favicon).toContain(MARK)
    expect(favicon).not.toContain(colours.light.accent)
    expect(await (await get('/site.webmanifest')).json()).toMatchObject({ name: NAME })
    for (const name of ['social.png', 'apple-touch-icon.png', 'icon-192.png', 'icon-512.png']) {
      const picture = Buffer.from(await (await get(`/${name}`)).arrayBuffer())
      expect(picture.subarray(1, 4).toString()).toBe('PNG')
      expect([name, picture.equals(readFileSync(join(ROOT, 'dist/client', name)))]).toEqual([name, false])
    }
  })

  it('changes every mail: subject, words and colour', async () => {
    const email = `fork-${crypto.randomUUID().slice(0, 8)}@example.com`
    const stranger = { name: 'Ada', email, password: 'four unrelated plain words' }
    const known = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    await visitor.post('/sign-up', stranger)
    await linkTo(app, email, '/verify-email')
    await visitor.post('/sign-up', { ...stranger, email: known.email })
    await linkTo(app, known.email, '/sign-in')
    await visitor.post('/forgot-password', { email: known.email })
    const token = new URL(await linkTo(app, known.email, '/reset-password'), app.url).searchParams.get('token') ?? ''
    await visitor.post('/reset-password', { token, password: 'five unrelated plain words again' })
    await until('four mails have come', () => app.mail.received.length === 4)
    for (const { subject, text, html } of app.mail.received) {
      expect(subject + text).toContain(NAME)
      expect(subject + text + html).not.toContain(brand.name)
      expect(html).not.toContain(colours.light.accent)
    }
  })
})

const hueOf = (css: string) => Number(css.match(/--brand-hue:\s*([\d.]+)/)?.[1])
