import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Person, createPerson } from '../support/person.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const ORIGIN = 'https://app.example.com'
const GITHUB = { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'not-known' }
const site = useOwnApp({ APP_URL: ORIGIN, TRUSTED_PROXY_HOPS: '1', ...GITHUB })
const PASSWORD = 'correct horse battery'

type Cookie = { name: string; value: string; attributes: string[] }

/** Does what sets a cookie, and collects what was set. */
async function walk(): Promise<Cookie[]> {
  const { app, secret } = site()
  const lines: string[] = []
  const keep = ({ headers }: { headers: Headers }) => void lines.push(...headers.getSetCookie())
  const visit = () => new Visitor(app)
  const person = await createPerson(app.databaseUrl)
  const stranger = visit()
  keep(await stranger.post('/sign-up', { name: 'X', email: `x-${crypto.randomUUID().slice(0, 8)}@example.com`, password: PASSWORD }))
  keep(await stranger.post('/sign-in', { email: person.email, password: 'wrong' }))
  keep(await stranger.get('/sign-in'))
  keep(await stranger.post('/language', { locale: 'de', back: '/' }))
  keep(await stranger.get('/api/auth/passkey/generate-authenticate-options'))
  keep(await stranger.post('/auth/provider', { provider: 'github' }))
  const member = visit()
  keep(await member.post('/sign-in', { ...person, remember: 'on' }))
  keep(await member.post('/app', {}))
  keep(await member.post('/sign-out', {}))
  keep(await visit().post('/sign-in', person))
  await withSecondFactor(person, secret, visit(), keep)
  return lines.map((line) => {
    const [pair = '', ...attributes] = line.split('; ')
    return {
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
      attributes: attributes.map((text) => text.toLowerCase()),
    }
  })
}

async function withSecondFactor({ id, ...person }: Person, secret: string, visitor: Visitor, keep: (answer: { headers: Headers }) => void) {
  const { codeAt } = await turnOnTwoFactor(site().app.databaseUrl, secret, id)
  keep(await visitor.post('/sign-in', person))
  keep(await visitor.post('/two-factor', { code: codeAt(), trust: 'on' }))
}

describe('every cookie', () => {
  it('that is set over https is bound to this very host, out of reach of scripts and of other sites’ posts [ASVS 3.3.1, 3.3.2, 3.3.3, 3.3.4]', async () => {
    const cookies = await walk()
    const names = [...new Set(cookies.map(({ name }) => name))].toSorted()
    for (const name of ['session_token', 'two_factor', 'trusted', 'sign_up', 'pending', 'form', 'state'])
      expect(names).toContain(`__Host-gatehouse.${name}`)
    expect(names.filter((name) => !name.startsWith('__Host-'))).toEqual([])
    for (const { name, attributes } of cookies) {
      expect([name, attributes]).toEqual([name, expect.arrayContaining(['path=/', 'httponly', 'secure', 'samesite=lax'])])
      expect([name, attributes.filter((attribute) => attribute.startsWith('domain='))]).toEqual([name, []])
    }
  })

  it('is read by that name only: one that a sibling host or clear text can set is none (cookie tossing) [ASVS 3.3.3]', async () => {
    const { app } = site()
    const person = await createPerson(app.databaseUrl)
    const visitor = new Visitor(app)
    await visitor.post('/sign-in', { ...person, remember: 'on' })
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
    const sent = new Map(visitor.cookies)
    visitor.cookies.clear()
    for (const [name, value] of sent) visitor.cookies.set(name.replace('__Host-', ''), value)
    expect((await visitor.get('/app')).location).toContain('/sign-in')
  })
})
