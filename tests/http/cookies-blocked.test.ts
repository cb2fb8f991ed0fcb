import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson } from '../support/person.ts'
import { turnOnTwoFactor } from '../support/two-factor.ts'

const site = useOwnApp({ GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'not-known' })
const TOLD = 'Your browser is blocking cookies'
const HOPS_MAX = 6

/** A browser that keeps no cookies, and follows where it is led. Says which addresses it came by. */
async function follow(path: string, fields?: Record<string, string>) {
  const address = `198.51.${randomInt(256)}.${randomInt(1, 255)}`
  const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin', 'x-forwarded-for': address }
  const by: string[] = []
  let answer = await fetch(`${site().app.url}${path}`, {
    headers,
    redirect: 'manual',
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  for (let hop = 0; hop < HOPS_MAX; hop += 1) {
    const location = answer.headers.get('location')
    if (location === null) return { text: await answer.text(), by }
    by.push(location)
    answer = await fetch(new URL(location, site().app.url), { headers, redirect: 'manual' })
  }
  throw new Error(`led in a circle: ${by.join(' ')}`)
}

describe('a browser that blocks cookies', () => {
  it('is told after signing in, with what to do', async () => {
    const { text, by } = await follow('/sign-in', { ...(await createPerson(site().app.databaseUrl)) })
    expect(by[0]).toBe('/app')
    expect(text).toContain(TOLD)
    expect(text).toContain('allow cookies for this site')
    expect(text).not.toContain('Please sign in to see that page.')
  })

  it('is told instead of being asked for a second factor', async () => {
    const { app, secret } = site()
    const person = await createPerson(app.databaseUrl)
    const { codeAt } = await turnOnTwoFactor(app.databaseUrl, secret, person.id)
    const { text, by } = await follow('/sign-in', { ...person })
    expect(by[0]).toMatch(/^\/two-factor/)
    expect(text).toContain(TOLD)
    expect((await follow('/two-factor', { code: codeAt() })).text).toContain(TOLD)
  })

  it.each(['/app', '/settings/profile', '/confirm?redirect=%2Fapp'])('is told on the way to %s', async (path) => {
    expect((await follow(path)).text).toContain(TOLD)
  })

  it('is told when a provider or a passkey answers', async () => {
    expect((await follow('/api/auth/callback/github?code=x&state=y')).text).toContain(TOLD)
    const passkey = JSON.stringify({ id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} })
    const answer = await new Visitor(site().app).post('/auth/passkey', { passkey, redirect: '' }, { json: true })
    expect(answer.text).toContain(TOLD)
  })
})

describe('a browser that keeps cookies', () => {
  it.each(['/app', '/sign-in?notice=session_needed', '/sign-in?notice=challenge_over'])(
    'is not told on its first visit, to %s',
    async (path) => {
      const visitor = new Visitor(site().app)
      let answer = await visitor.get(path)
      while (answer.location !== null) answer = await visitor.get(answer.location)
      expect(answer).toMatchObject({ status: 200 })
      expect(answer.text).toContain('Sign in')
      expect(answer.text).not.toContain(TOLD)
    },
  )

  it('is not told when a provider answers in another browser than asked', async () => {
    const visitor = new Visitor(site().app)
    const { location } = await visitor.get('/api/auth/callback/github?code=x&state=y')
    const { text } = await visitor.get(location ?? '')
    expect(text).toContain('That took too long')
    expect(text).not.toContain(TOLD)
  })

  it('comes to sign-in by the address it always had', async () => {
    const visitor = new Visitor(site().app)
    const { location } = await visitor.get('/settings/profile')
    expect(location).toBe('/sign-in?redirect=%2Fsettings%2Fprofile&notice=session_needed')
    expect(await visitor.get(location ?? '')).toMatchObject({ status: 200 })
  })
})

describe('a first post without a page before it', () => {
  it('signs in: a script has no cookie yet', async () => {
    const visitor = new Visitor(site().app)
    expect(await visitor.post('/sign-in', await createPerson(site().app.databaseUrl))).toMatchObject({ status: 303, location: '/app' })
    expect(await visitor.get('/app')).toMatchObject({ status: 200 })
  })
})
