/** Nobody is led off this site, whatever an address or a form asks for (open redirect). */
import { describe, expect, inject, it } from 'vitest'
import '#features/index.server.ts'
import { closedAuthEndpoints, openAuthEndpoints } from '#auth/endpoints.ts'
import { type App, startApp } from '../support/app.ts'
import { Visitor, linkTo } from '../support/browserless.ts'
import { buildFork } from '../support/fork.ts'
import { askGithub, chooseAt, useGithub } from '../support/github.ts'
import { newcomer } from '../support/github-newcomer.ts'
import { HOSTILE_REDIRECTS, REDIRECT_NAMES } from '../support/hostile-redirects.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson } from '../support/person.ts'
import { type Answer, rawRequest } from '../support/raw-request.ts'
import { addresses, postAddresses } from '../support/routes.ts'
import { signedIn } from '../support/signed-in.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const FORK_TIMEOUT_MS = 240_000
const SWEEP_TIMEOUT_MS = 240_000
const MAX_HOPS = 5
/** More of them than Node takes would be refused before anybody reads them. */
const MAX_PARAMETERS_CHARACTERS = 10_000

const github = useGithub()
const site = useOwnApp(() => github().env)

/** As many of the names as fit, all asking for the same. */
function asking(target: string): Record<string, string> {
  const length = encodeURIComponent(target).length
  return Object.fromEntries(
    REDIRECT_NAMES.slice(0, Math.max(1, Math.floor(MAX_PARAMETERS_CHARACTERS / length))).map((name) => [name, target]),
  )
}

type Shown = { headers: Headers; text: string }

/** Where an answer leads, or offers to, that it must not: by header, to our script, in a link or a form. */
function waysOut({ url }: App, path: string, { headers, text }: Shown): string[] {
  const type = headers.get('content-type') ?? ''
  const targets = [headers.get('location'), headers.get('refresh'), type.includes('json') ? toIn(text) : null]
  if (type.startsWith('text/html'))
    targets.push(...[...text.matchAll(/\b(?:href|action|formaction|src|content)="([^"]*)"/g)].map(([, value = '']) => unescaped(value)))
  return targets
    .filter((target) => target !== null)
    .filter((target) => URL.parse(target, url + path)?.origin !== url && /evil/i.test(target))
}

const unescaped = (html: string) => html.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&quot;', '"')

function toIn(text: string): string | null {
  const body: unknown = JSON.parse(text || 'null')
  for (const name of ['to', 'url']) if (typeof body === 'object' && body !== null && name in body) return String(Object(body)[name])
  return null
}

/** From hop to hop, as a browser goes. */
async function followed(app: App, path: string, cookie: string, first: Answer, known: Set<string>): Promise<string[]> {
  let [answer, at] = [first, path]
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const found = waysOut(app, at, answer)
    if (found.length > 0) return [`${path.slice(0, 100)} → ${found.join(', ').slice(0, 200)}`]
    const location = answer.headers.get('location')
    const next = location === null ? null : URL.parse(location, app.url + at)
    if (next === null || next.origin !== app.url || known.has(next.href)) return []
    known.add(next.href)
    at = next.pathname + next.search
    answer = await rawRequest(app.url, at, { headers: { cookie, accept: 'text/html' } })
  }
  return [`${path.slice(0, 100)} never ends`]
}

/** Those that lead on somewhere, as far as we know: they get every target. The others share them out. */
const LEADS_ON = /^\/(sign-in|confirm|two-factor|magic-link|language|auth|api)\b/
const targetsFor = (path: string, index: number) => HOSTILE_REDIRECTS.filter((_, each) => LEADS_ON.test(path) || (each + index) % 3 === 0)

describe('an address that asks to be led elsewhere', { timeout: SWEEP_TIMEOUT_MS }, () => {
  it.each([
    ['a stranger', false],
    ['a person who is signed in', true],
  ])('is not obeyed on any page or endpoint, for %s [ASVS 1.2.2, 3.7.2]', async (_, isMember) => {
    const { app } = site()
    const cookie = isMember ? (await signedIn(site())).visitor.cookieHeader : ''
    const endpoints = [...openAuthEndpoints(), ...Object.keys(closedAuthEndpoints())]
    const paths = [...addresses(), ...endpoints.map((endpoint) => `/api/auth${endpoint.split(' ')[1]?.replaceAll(/:\w+/g, 'x')}`)]
    const known = new Set<string>()
    const wrong: string[] = []
    for (const [index, path] of [...new Set(paths)].entries())
      for (const target of targetsFor(path, index)) {
        const asked = `${path}?${new URLSearchParams({ token: 'x', ...asking(target) }).toString()}`
        const answer = await rawRequest(app.url, asked, { headers: { cookie, accept: 'text/html' } })
        if (answer.status >= 500) wrong.push(`${asked.slice(0, 100)}: ${answer.status}`)
        wrong.push(...(await followed(app, asked, cookie, answer, known)))
      }
    expect(wrong).toEqual([])
  })

  it('is not obeyed by any form or endpoint that is posted to, in its address or its fields [ASVS 3.7.2]', async () => {
    const { app } = site()
    const cookie = (await signedIn(site())).visitor.cookieHeader
    const endpoints = openAuthEndpoints()
      .filter((endpoint) => endpoint.startsWith('POST'))
      .map((endpoint) => `/api/auth${endpoint.split(' ')[1]?.replaceAll(/:\w+/g, 'x')}`)
    // Those two would end the session or take long.
    const paths = [...new Set([...postAddresses(), ...endpoints])].filter((path) => !/sign-out|data\/export$/.test(path))
    const wrong: string[] = []
    for (const [pathIndex, path] of paths.entries())
      for (const [index, target] of targetsFor(path, pathIndex).entries()) {
        const fields = { token: 'x', email: 'nobody@example.com', locale: 'de', provider: 'none', ...asking(target) }
        const asked = `${path}?${new URLSearchParams(asking(target)).toString()}`
        const isJson = path.startsWith('/api/')
        const headers = {
          cookie,
          accept: index % 2 === 0 ? 'text/html' : 'application/json',
          origin: app.url,
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': `198.18.${index}.${pathIndex}`,
          'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
        }
        const body = isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString()
        const answer = await rawRequest(app.url, asked, { method: 'POST', headers, body })
        if (answer.status >= 500) wrong.push(`${asked.slice(0, 100)}: ${answer.status}`)
        wrong.push(...waysOut(app, asked, answer).map((found) => `${asked.slice(0, 100)} → ${found.slice(0, 100)}`))
      }
    expect(wrong).toEqual([])
  })
})

/** Each way to get in or on that works, with what was asked for. Resolves with the answer that leads on. */
const WAYS: Record<string, (target: string) => Promise<Shown & { path: string }>> = {
  'the password': (target) => signInAsking(site().app, target),
  async 'the second factor'(target) {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { codeAt } = await turnOnTwoFactor(app.databaseUrl, secret, person.id)
    const visitor = new Visitor(app)
    await visitor.post('/sign-in', { email: person.email, password: person.password, ...asking(target) })
    return { ...(await visitor.post('/two-factor', { code: codeAt(), ...asking(target) })), path: '/two-factor' }
  },
  async 'a confirmation'(target) {
    const { visitor, person } = await signedIn(site(), undefined, false)
    return { ...(await visitor.post('/confirm', { password: person.password, ...asking(target) })), path: '/confirm' }
  },
  async 'a link by mail'(target) {
    const person = await createPerson(site().app.databaseUrl)
    const token = await tokenBy('/magic-link', '/magic-link', person.email, target)
    return { ...(await new Visitor(site().app).post('/magic-link', { token, ...asking(target) })), path: '/magic-link' }
  },
  async 'a confirmed address'(target) {
    const { email } = await createPerson(site().app.databaseUrl, { verified: false })
    const token = await tokenBy('/check-email', '/verify-email', email, target)
    return { ...(await new Visitor(site().app).post('/verify-email', { token, ...asking(target) })), path: '/verify-email' }
  },
  async 'a new password'(target) {
    const { email } = await createPerson(site().app.databaseUrl)
    const token = await tokenBy('/forgot-password', '/reset-password', email, target)
    const fields = { token, password: `${token.slice(0, 9)} new words`, ...asking(target) }
    return { ...(await new Visitor(site().app).post('/reset-password', fields)), path: '/reset-password' }
  },
  async 'a provider'(target) {
    const visitor = new Visitor(site().app)
    const begun = await askGithub(visitor, target)
    // Some are no text that a form takes at all.
    const asked = begun.origin === github().url ? begun : await askGithub(visitor)
    const back = await chooseAt(asked, newcomer(github()).login)
    const path = `${back}&${new URLSearchParams(asking(target)).toString()}`
    return { ...(await visitor.get(path)), path }
  },
  async 'another language'(target) {
    return { ...(await new Visitor(site().app).post('/language', { locale: 'ar', ...asking(target) })), path: '/language' }
  },
}

/** From the mail that `page` sends; asked for without the target where the form takes no such text at all. */
async function tokenBy(page: string, linked: string, email: string, target: string): Promise<string> {
  const { app } = site()
  const asked = await new Visitor(app).post(page, { email, ...asking(target) }, { json: true })
  if (asked.status !== 200) await new Visitor(app).post(page, { email }, { json: true })
  return new URLSearchParams((await linkTo(app, email, linked)).split('?')[1]).get('token') ?? ''
}

/** They take their time, for a mail or a hash: every third target has to do. The rule is one for all, and has a test of its own. */
const SLOW = new Set(['the second factor', 'a confirmation', 'a link by mail', 'a confirmed address', 'a new password', 'a provider'])

async function signInAsking(app: App, target: string, json = false) {
  const { email, password } = await createPerson(app.databaseUrl)
  return { ...(await new Visitor(app).post('/sign-in', { email, password, ...asking(target) }, { json })), path: '/sign-in' }
}

describe('after what was right', { timeout: SWEEP_TIMEOUT_MS }, () => {
  it.each(Object.keys(WAYS))('%s leads nowhere else [ASVS 3.7.2]', async (way) => {
    const wrong: string[] = []
    for (const target of HOSTILE_REDIRECTS.filter((_, index) => !SLOW.has(way) || index % 3 === 0)) {
      const answer = await WAYS[way]?.(target)
      if (answer === undefined || answer.headers.get('location') === null) wrong.push(`${target.slice(0, 40)}: leads nowhere at all`)
      else wrong.push(...waysOut(site().app, answer.path, answer), ...(answer.headers.get('set-cookie')?.match(/evil=1/) ?? []))
    }
    expect(wrong).toEqual([])
  })

  it('a path of ours is gone to', async () => {
    expect((await signInAsking(site().app, '/settings/profile')).headers.get('location')).toBe('/settings/profile')
  })
})

describe('an answer that would lead off this site all the same, by a mistake of ours or of a library’s', () => {
  it('leads home: what leaves is looked at once more, by header and to our script [ASVS 3.7.2]', { timeout: FORK_TIMEOUT_MS }, async () => {
    const fork = await buildFork(['src/platform/http/safe-redirect.ts'], (source) =>
      source.replace(/(export function safeRedirect\(.*\{\n)/, "$1  if (typeof target === 'string' && target.length > 0) return target\n"),
    )
    const app = await startApp(inject('server'), github().env, fork.server)
    try {
      for (const target of ['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:evil(1)', 'data:text/html,evil']) {
        expect([target, (await signInAsking(app, target)).headers.get('location')]).toEqual([target, '/'])
        expect([target, (await signInAsking(app, target, true)).text]).toEqual([target, '{"to":"/"}'])
      }
      // It is the filter that is tested: without the rule, a path that the rule refuses is gone to.
      expect((await signInAsking(app, '/a//evil')).headers.get('location')).toBe('/a//evil')
      // Who signs in is led to providers, and to this deployment's own only.
      expect((await signInAsking(app, `${github().url}/x`)).headers.get('location')).toBe(`${github().url}/x`)
      expect(await app.settledLog()).toContain('redirect off this site stopped')
    } finally {
      await app.stop()
      fork.remove()
    }
  })
})

const FORGED = {
  host: 'evil.test',
  'x-forwarded-host': 'evil.test',
  'x-forwarded-proto': 'gopher',
  'x-forwarded-port': '66',
  forwarded: 'host=evil.test;proto=gopher',
  'x-original-url': '//evil.test',
  'x-rewrite-url': '//evil.test',
}

describe('a request that names another host (host header injection)', () => {
  it.each(addresses())('finds it nowhere in the answer of %s [ASVS 4.1.3]', async (path) => {
    for (const asked of [path, `/${path}`, `${path}/`]) {
      const { headers, text } = await rawRequest(site().app.url, asked, { headers: { ...FORGED, accept: 'text/html' } })
      expect([asked, /evil|gopher/.test(text), [...headers.values()].filter((value) => /evil|gopher/.test(value))]).toEqual([
        asked,
        false,
        [],
      ])
    }
  })

  it('finds it neither in a mail nor on the way to a provider [ASVS 4.1.3]', async () => {
    const { app } = site()
    const { email } = await createPerson(app.databaseUrl)
    const headers = {
      ...FORGED,
      origin: app.url,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': '198.19.0.9',
    }
    for (const path of ['/forgot-password', '/magic-link']) {
      const asked = await rawRequest(app.url, path, { method: 'POST', headers, body: new URLSearchParams({ email }).toString() })
      expect([path, asked.status]).toEqual([path, 303])
    }
    for (const path of ['/reset-password', '/magic-link']) expect(await linkTo(app, email, path)).toContain('token=')
    expect(app.mail.received.filter(({ to, html, text }) => to === email && /evil\.test|gopher/.test(html + text))).toEqual([])
    const { location } = Object.fromEntries(
      (await rawRequest(app.url, '/auth/provider', { method: 'POST', headers, body: 'provider=github' })).headers,
    )
    expect(new URL(location ?? '').searchParams.get('redirect_uri')).toBe(`${app.url}/api/auth/callback/github`)
  })
})
