import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { rawRequest } from '../support/raw-request.ts'

const site = useOwnApp()

describe('what lies beside the app', () => {
  it.each([
    '/.git/config',
    '/.git/HEAD',
    '/.env',
    '/.npmrc',
    '/package.json',
    '/package-lock.json',
    '/drizzle/0000_foundation.sql',
    '/src/app/main.ts',
    '/server/main.js',
    '/assets/../../server/main.js',
    '/assets/..%2f..%2fserver%2fmain.js',
    '/assets/%2e%2e/%2e%2e/server/main.js',
    '/../package.json',
    '/..%5cpackage.json',
  ])('is not served: %s (path traversal) [ASVS 13.4.1]', async (path) => {
    const { status, text } = await rawRequest(site().app.url, path)
    expect(status).toBeOneOf([301, 307, 308, 400, 404])
    expect(text).not.toMatch(/DATABASE_URL|repositoryformatversion|"dependencies"|create table/i)
  })

  it.each(['/assets', '/assets/', '/screenshots/', '/fonts/'])('is not listed: %s [ASVS 13.4.3]', async (path) => {
    const { status, text } = await rawRequest(site().app.url, path)
    expect(status).toBeOneOf([301, 307, 308, 404])
    expect(text).not.toMatch(/Index of|href="[\w-]+\.js"/)
  })

  it('has no source map, by which the code could be read as it was written [ASVS 13.4.2]', async () => {
    const script = (await new Visitor(site().app).get('/')).text.match(/\/assets\/[\w./-]+?\.js/)?.[0] ?? ''
    expect(script).not.toBe('')
    expect(await new Visitor(site().app).get(script)).toMatchObject({ status: 200, text: expect.not.stringContaining('sourceMappingURL') })
    expect(await new Visitor(site().app).get(`${script}.map`)).toMatchObject({ status: 404 })
  })
})

describe('TRACE', () => {
  it.each(['/', '/sign-in', '/app', '/healthz', '/api/auth/get-session', '/_serverFn/x'])(
    'to %s is refused, and echoes no header of the request (cross-site tracing) [ASVS 13.4.4]',
    async (path) => {
      const { status, text } = await rawRequest(site().app.url, path, {
        method: 'TRACE',
        headers: { 'x-canary': 'echo-me', cookie: 'a=echo-me' },
      })
      expect(status).toBeOneOf([403, 404, 405, 501])
      expect(text).not.toContain('echo-me')
    },
  )
})

describe('what watches the app', () => {
  it('tells whether it lives and is ready, and nothing else [ASVS 13.4.5]', async () => {
    const visitor = new Visitor(site().app)
    expect(await visitor.get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' })
    expect(await visitor.get('/readyz')).toMatchObject({ status: 200, text: 'ready\n' })
    for (const path of [
      '/metrics',
      '/debug',
      '/status',
      '/api',
      '/api/docs',
      '/openapi.json',
      '/api/auth/reference',
      '/api/auth/open-api/generate-schema',
    ])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
  })
})
