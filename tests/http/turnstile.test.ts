import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { many, nobody, said } from '../support/limits.ts'
import { useOwnApp } from '../support/own-app.ts'
import { solve } from '../support/solve.ts'
import { json, useStandIn } from '../support/stand-in.ts'

const PATH = '/forgot-password'
const ACTION = '_forgot-password'
const SECRET = '1x0000000000000000000000000000000AA'

const turnstile = useStandIn()
const site = useOwnApp(() => ({ TURNSTILE_SITE_KEY: 'site-key', TURNSTILE_SECRET_KEY: SECRET, TURNSTILE_URL: turnstile().url }))

const ask = (visitor: Visitor, proof = '') =>
  said(visitor.post(PATH, { email: nobody() }, { json: true, headers: proof === '' ? {} : { 'x-proof': proof } }))

async function challenged(): Promise<Visitor> {
  const visitor = new Visitor(site().app)
  while ((await ask(visitor)) !== '429 challenge');
  return visitor
}

const challengeFor = async (path: string) => JSON.parse((await new Visitor(site().app).get(`/api/challenge?for=${path}`)).text)

describe('with the keys of Turnstile', () => {
  it('the challenge is its widget, whose frame our pages may show, and whose script runs by our own [ASVS 2.4.1, 3.4.3]', async () => {
    const { url } = turnstile()
    expect(await challengeFor(PATH)).toEqual({
      kind: 'turnstile',
      siteKey: 'site-key',
      script: `${url}/turnstile/v0/api.js?render=explicit`,
      action: ACTION,
    })
    const policy = (await new Visitor(site().app).get('/sign-in')).headers.get('content-security-policy')
    expect(policy).toContain(`frame-src ${url};`)
    expect(policy).toMatch(/script-src 'nonce-[\w-]+' 'strict-dynamic';/)
  })

  it('a token that it takes for this form lets a person through, and nothing but the token and the address is told [ASVS 2.4.1]', async () => {
    turnstile().answer((_, response) => json(response, { success: true, action: ACTION, hostname: 'localhost' }))
    const visitor = await challenged()
    expect(await ask(visitor, 'turnstile:good-token')).toMatch('200')
    const { method, path, body } = turnstile().asked.at(-1) ?? {}
    expect([method, path]).toEqual(['POST', '/turnstile/v0/siteverify'])
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({ secret: SECRET, response: 'good-token', remoteip: visitor.address })
  })

  it('a bot with a forged or used token is refused [ASVS 2.4.1]', async () => {
    turnstile().answer((_, response) => json(response, { success: false, 'error-codes': ['timeout-or-duplicate'] }))
    expect(await ask(await challenged(), 'turnstile:used-token')).toBe('429 challenge')
    expect(await challengeFor(PATH)).toMatchObject({ kind: 'turnstile' })
  })

  it('a bot with a token that a person made on another form is refused [ASVS 2.4.1]', async () => {
    for (const action of ['_sign-in', undefined]) {
      turnstile().answer((_, response) => json(response, { success: true, action }))
      expect(await ask(await challenged(), 'turnstile:other-token')).toBe('429 challenge')
    }
  })

  it('a bot whose tokens it answers with 4xx, or whose answers are lost twice, does not turn it off for everybody [ASVS 2.4.1, 16.5.2]', async () => {
    const twice = many(2, 'lost')
    for (const how of [...many(4, 'odd'), ...twice, 'said', ...twice]) {
      turnstile().answer((_, response) => {
        if (how === 'said') json(response, { success: false })
        else response.writeHead(how === 'odd' ? 400 : 503).end('<html>')
      })
      expect(await ask(await challenged(), 'turnstile:any-token')).toBe('429 challenge')
    }
    expect(await challengeFor(PATH)).toMatchObject({ kind: 'turnstile' })
  })

  it.each<[string, Parameters<ReturnType<typeof turnstile>['answer']>[0]]>([
    ['fails', (_, response) => void response.writeHead(503).end()],
    ['hangs up', (_, response) => void response.destroy()],
    ['never answers', () => {}],
    ['answers without end', (_, response) => void response.writeHead(200).end('{"success":true,'.padEnd(200_000))],
    ['answers with something else', (_, response) => void response.writeHead(200).end('<html>')],
    ['redirects', (_, response) => void response.writeHead(307, { location: 'https://evil.test/' }).end()],
  ])('when it %s three times the token counts for nothing, and proof of work stands in [ASVS 2.4.1, 13.2.6, 16.5.2]', async (_, how) => {
    turnstile().answer(how)
    const started = Date.now()
    const visitors = await Promise.all(many(3, null).map(challenged))
    for (const one of visitors) expect(await ask(one, 'turnstile:any-token')).toBe('429 challenge')
    expect(Date.now() - started).toBeLessThan(20_000)
    const visitor = await challenged()
    expect(await ask(visitor, (await solve(visitor, PATH))['x-proof'])).toMatch('200')
  })
})
