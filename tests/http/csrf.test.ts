/** Requests that another site makes a browser send, told by what browsers say of where they come from. */
import { describe, expect, it } from 'vitest'
import '#features/index.server.ts'
import { openAuthEndpoints } from '#auth/endpoints.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { BUILT_SERVER } from '../support/app.ts'
import { databaseState } from '../support/database-state.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession, withSql } from '../support/person.ts'
import { rawRequest } from '../support/raw-request.ts'
import { addresses, postAddresses } from '../support/routes.ts'
import { builtFunctionIds } from '../support/built-doors.ts'

const ORIGIN = 'https://app.example.com'
/** Whole: one that is older is renewed when it is used. */
const SESSION_HOURS = 7 * 24
const SWEEP_TIMEOUT_MS = 240_000

/** People use https; the proxy that ends TLS asks us by http, with their Host. */
const site = useOwnApp({ APP_URL: ORIGIN, TRUSTED_PROXY_HOPS: '1' })

const FUNCTIONS = builtFunctionIds(BUILT_SERVER).map((id) => `/_serverFn/${id}`)
const AUTH_POSTS = openAuthEndpoints().flatMap((endpoint) => {
  const [method, path = ''] = endpoint.split(' ')
  return method === 'POST' && !path.includes(':') ? [`/api/auth${path}`] : []
})

/** What a browser or a program says that is no page of ours. */
const FOREIGN: Record<string, Record<string, string>> = {
  'nothing at all': {},
  'another origin': { origin: 'https://evil.test' },
  'no origin, as a sandboxed frame has': { origin: 'null' },
  'our origin without TLS': { origin: 'http://app.example.com' },
  'our origin at another port': { origin: 'https://app.example.com:8443' },
  'our name as the beginning of another': { origin: 'https://app.example.com.evil.test' },
  'our name as the end of another': { origin: 'https://evil-app.example.com' },
  'a subdomain of ours': { origin: 'https://x.app.example.com' },
  'two origins': { origin: `${ORIGIN}, https://evil.test` },
  'another site': { 'sec-fetch-site': 'cross-site' },
  'another site, and our origin': { 'sec-fetch-site': 'cross-site', origin: ORIGIN },
  'a sibling of ours': { 'sec-fetch-site': 'same-site', origin: 'https://sibling.example.com' },
  'an address that was typed': { 'sec-fetch-site': 'none' },
  'a word that is none': { 'sec-fetch-site': 'SAME-ORIGIN' },
  'both words': { 'sec-fetch-site': 'same-origin, cross-site' },
  'our place, and another origin (DNS rebinding)': { 'sec-fetch-site': 'same-origin', origin: 'https://evil.test' },
  'our place, and a hidden origin (DNS rebinding under no-referrer)': { 'sec-fetch-site': 'same-origin', origin: 'null' },
  'only a Referer of ours': { referer: `${ORIGIN}/sign-in` },
  'only a Referer of ours, without a path': { referer: ORIGIN },
  'a page elsewhere': { referer: 'https://evil.test/' },
  'a page elsewhere whose address begins as ours': { referer: `${ORIGIN}.evil.test/` },
}

/** What it says that is one. */
const OWN: Record<string, Record<string, string>> = {
  'same origin': { 'sec-fetch-site': 'same-origin' },
  'same origin, with it': { 'sec-fetch-site': 'same-origin', origin: ORIGIN },
  'our origin, as old browsers': { origin: ORIGIN },
}

async function member(): Promise<string> {
  const { app, secret } = site()
  const { cookie } = await createSession(app.databaseUrl, secret, (await createPerson(app.databaseUrl)).id, SESSION_HOURS)
  return `__Host-${cookie}`
}

const ask = (path: string, method: string, headers: Record<string, string>) =>
  rawRequest(site().app.url, path, { method, headers: { host: 'app.example.com', 'x-forwarded-proto': 'https', ...headers } })

const refused = (headers: Record<string, string>) => ask('/reset-password?token=x', 'POST', { origin: 'null', ...headers })

const stateNow = () => withSql(site().app.databaseUrl, databaseState)

describe('a request from another site (cross-site request forgery)', { timeout: SWEEP_TIMEOUT_MS }, () => {
  it.each(Object.entries(FOREIGN))('that says %j changes nothing, anywhere, for anyone [ASVS 3.5.1, 3.5.2, 3.5.3]', async (_, said) => {
    const cookie = await member()
    const before = await stateNow()
    const posts = [...new Set([...postAddresses(), ...addresses(), ...AUTH_POSTS])]
    const targets = posts.map((path): [string, string, number[]] => ['POST', path, [403]])
    // No server function is called by POST: that is refused before anything asks where it comes from.
    for (const path of FUNCTIONS) targets.push(['GET', path, [403]], ['POST', path, [405]])
    // Nothing here knows these methods, which may be said first.
    for (const path of ['/', '/app', '/sign-out', '/api/auth/sign-out'])
      for (const method of ['PUT', 'PATCH', 'DELETE']) targets.push([method, path, [403, 405]])
    expect(targets.length).toBeGreaterThan(100)
    for (const [method, path, refusals] of targets)
      for (const presented of ['', cookie]) {
        const answer = await ask(path, method, { ...said, cookie: presented, 'content-type': 'application/x-www-form-urlencoded' })
        expect([method, path, answer.status, answer.headers.get('set-cookie')]).toEqual([method, path, expect.toBeOneOf(refusals), null])
      }
    expect(await stateNow()).toEqual(before)
  })

  it('that only reads changes nothing either, and no other site may read its answer (GET, HEAD, OPTIONS) [ASVS 3.4.2, 3.5.2, 3.5.3]', async () => {
    const cookie = await member()
    const before = await stateNow()
    for (const path of [...addresses(), ...FUNCTIONS])
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const headers = { cookie, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site', 'access-control-request-method': 'POST' }
        const answer = await ask(path, method, headers)
        const allowed = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))
        expect([method, path, answer.status < 500, allowed]).toEqual([method, path, true, []])
      }
    expect(await stateNow()).toEqual(before)
  })

  it('is let through to the one path where Apple posts its answer, and to none that looks like it', async () => {
    const said = { 'sec-fetch-site': 'cross-site', origin: 'https://appleid.apple.com', cookie: await member() }
    // Not set up here, so it is nobody’s.
    expect((await ask('/api/auth/callback/apple', 'POST', said)).status).toBe(404)
    for (const path of [
      '/api/auth/callback/github',
      '/api/auth/callback/apple/x',
      '/api/auth/callback/apple/../github',
      '/auth/callback/apple',
    ])
      expect([path, (await ask(path, 'POST', said)).status]).toEqual([path, 403])
  })
})

describe('a refused post', () => {
  it('shows people a page in their language that names the right address, and carries no script', async () => {
    const { status, headers, text } = await refused({ accept: 'text/html,*/*;q=0.8', 'accept-language': 'de' })
    expect([status, headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8'])
    expect(text).toMatch(/^<!doctype html><html lang="de" dir="ltr"/)
    expect(text).toContain('Anfrage blockiert')
    expect(text).toContain(`<a href="${ORIGIN}"`)
    expect(text).not.toMatch(/<script|token/)
  })

  it('gives our form a problem to show', async () => {
    const { status, text } = await refused({ accept: 'application/json' })
    expect(status).toBe(403)
    expect(JSON.parse(text)).toEqual({ problems: [{ field: null, message: expect.stringContaining(ORIGIN) }], errors: {}, values: {} })
  })

  it('tells a program in one line which header to send', async () => {
    const { status, headers, text } = await refused({})
    expect([status, headers.get('content-type')]).toEqual([403, 'text/plain; charset=utf-8'])
    expect(text).toBe(`Refused: this request did not come from a page of this site. Send Origin: ${ORIGIN}\n`)
  })
})

describe('a request from a page of ours', () => {
  it('that reads by a server function needs its header alone where the browser says nothing else; one that another site made does not pass by it [ASVS 3.5.1, 3.5.2]', async () => {
    const cookie = await member()
    const by = (method: string, said: Record<string, string>) =>
      ask('/_serverFn/viewer.getViewer', method, { ...said, cookie, 'x-tsr-serverfn': 'true' }).then(({ status }) => status)
    expect(await by('GET', {})).toBe(200)
    expect(await by('GET', { referer: 'https://evil.test/' })).toBe(200)
    const foreign: Record<string, string>[] = [{ origin: 'https://evil.test' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]
    for (const said of foreign) expect([said, await by('GET', said)]).toEqual([said, 403])
    expect(await by('POST', {})).toBe(405)
  })

  it.each(Object.entries(OWN))('that says %j is taken, behind a TLS proxy too', async (_, said) => {
    const cookie = await member()
    // Better Auth wants an Origin besides, which browsers send with every post of a script.
    const paths = said.origin === ORIGIN ? [...postAddresses(), ...AUTH_POSTS] : postAddresses().filter((each) => !each.startsWith('/api/'))
    for (const path of paths.filter((each) => !each.endsWith('/sign-out'))) {
      const { status } = await ask(path, 'POST', { ...said, cookie, 'content-type': 'application/x-www-form-urlencoded' })
      expect([path, status]).toEqual([path, expect.toSatisfy((value: number) => value !== 403 && value < 500)])
    }
    expect((await ask('/_serverFn/viewer.getViewer', 'GET', { ...said, cookie, 'x-tsr-serverfn': 'true' })).status).toBe(200)
  })

  it.each(Object.entries(OWN))('that says %j signs in and out again', async (_, said) => {
    const { id, email, password } = await createPerson(site().app.databaseUrl)
    const headers = { ...said, 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ email, password }).toString()
    const signedIn = await rawRequest(site().app.url, '/sign-in', {
      method: 'POST',
      headers: { host: 'app.example.com', ...headers },
      body,
    })
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/app'])
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const signedOut = await rawRequest(site().app.url, '/sign-out', {
      method: 'POST',
      headers: { host: 'app.example.com', 'x-forwarded-proto': 'https', ...headers, cookie },
      body: new URLSearchParams({ [VIEWER_FIELD]: id }).toString(),
    })
    expect(signedOut.headers.get('location')).toBe('/sign-in?notice=signed_out')
  })
})
