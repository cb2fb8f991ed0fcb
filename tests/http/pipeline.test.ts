/** The order of src/app/http/pipeline.server.ts, where it protects. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Call, rawRequest } from '../support/raw-request.ts'

const site = useOwnApp()
const SOURCE = readFileSync(join(ROOT, 'src/app/http/pipeline.server.ts'), 'utf8')
const [, list = ''] = /const PIPELINE[^=]*= \[\n([^]*?)\n\]\n/.exec(SOURCE) ?? []
const steps = [...list.replaceAll(/\/\/.*/g, '').matchAll(/\b[a-z]+[A-Z]\w*/g)].map(([name]) => name)

describe('the request pipeline', () => {
  it.each([
    ['sets security headers on whatever any other step answers', 'setSecurityHeaders', 'serveStaticFile'],
    ['logs every request that is not a file', 'logRequest', 'restrictRedirects'],
    ['checks where redirects lead after every step that may redirect', 'restrictRedirects', 'redirectToOwnOrigin'],
    ['catches errors inside the log, so that both have one reference', 'logRequest', 'catchErrors'],
    ['refuses an address that it cannot read before it looks at one', 'refuseUnreadableAddress', 'serveDirectEndpoint'],
    ['overwrites a forged client address before anything reads it', 'setClientAddress', 'serveDirectEndpoint'],
    ['refuses a long body before a route reads it', 'refuseLongBody', 'routeRequest'],
    ['limits what the framework decodes before it decodes it', 'checkServerFunctionCall', 'routeRequest'],
  ])('%s', (_, first, second) => {
    expect(steps).toEqual(expect.arrayContaining([first, second]))
    expect(steps.indexOf(first)).toBeLessThan(steps.indexOf(second))
  })

  it('starts with the headers and ends with the router', () => {
    expect([steps[0], steps.at(-1)]).toEqual(['setSecurityHeaders', 'routeRequest'])
  })
})

describe('a response', () => {
  it.each<[what: string, status: number, path: string, call: Call]>([
    ['to a path that cannot be decoded', 400, '/%zz', {}],
    ['to a host that cannot be', 400, '/', { headers: { host: 'localhost:99999' } }],
    ['to a body that is too long', 413, '/sign-in', { method: 'POST', headers: { 'content-length': '2000000', connection: 'close' } }],
    ['to an unknown method', 405, '/sign-in', { method: 'PUT' }],
    ['to a file that is missing', 404, '/missing.png', {}],
    ['of an endpoint that skips the router', 200, '/api/auth/get-session', {}],
    ['that redirects to the sign-in page', 307, '/app', {}],
    ['from the page cache', 200, '/terms', {}],
    [
      'to a post from another site',
      403,
      '/sign-in',
      { method: 'POST', headers: { 'sec-fetch-site': 'cross-site', 'content-length': '0' } },
    ],
  ])('%s has security headers, and its request id is in the log', async (_, status, path, call) => {
    const { headers, status: answered } = await rawRequest(site().app.url, path, call)
    const { 'x-request-id': id, 'x-content-type-options': sniff, 'content-security-policy': policy } = Object.fromEntries(headers)
    expect([answered, sniff, policy]).toEqual([status, 'nosniff', expect.stringContaining("default-src 'none'")])
    const lines = (await site().app.settledLog()).split('\n').filter((line) => line.includes(`"requestId":"${id}"`))
    expect(lines.filter((line) => line.includes('"msg":"request"') && line.includes(`"status":${status}`))).toHaveLength(1)
  })
})
