/** Pages are rendered at once (decision 024), and what is asked for all the time goes past the router: neither may show. */
import { describe, expect, it } from 'vitest'
import { useOwnApp } from '../support/own-app.ts'
import { createPerson, createSession } from '../support/person.ts'
import { type Call, rawRequest } from '../support/raw-request.ts'
import { addresses } from '../support/routes.ts'

const SWEEP_TIMEOUT_MS = 120_000
/** React's marks for a part that is still to come, and for one that it has left to the browser. */
const NOT_THERE = /<!--\$[?!]-->|<template /

const site = useOwnApp()

const ask = (path: string, { headers, ...call }: Call = {}) =>
  rawRequest(site().app.url, path, { ...call, headers: { accept: 'text/html,*/*', ...headers } })

/** The files that the head of a page preloads. */
const preloadsOf = (page: string) =>
  [...page.matchAll(/<link\b[^>]*rel="modulepreload"[^>]*>/g)].map(([tag]) => ({ tag, file: /href="([^"]+)"/.exec(tag)?.[1] ?? '' }))

async function memberCookie(): Promise<string> {
  const { app, secret } = site()
  return (await createSession(app.databaseUrl, secret, (await createPerson(app.databaseUrl)).id)).cookie
}

describe('a page', { timeout: SWEEP_TIMEOUT_MS }, () => {
  it.each([
    ['a stranger', false],
    ['a person who is signed in', true],
  ])('comes whole and at once, whichever is asked for by %s: nothing is left to be sent later', async (_, isMember) => {
    const cookie = isMember ? await memberCookie() : ''
    const answers = await Promise.all(addresses().map(async (path) => ({ path, ...(await ask(path, { headers: { cookie } })) })))
    const pages = answers.filter(({ headers }) => headers.get('content-type')?.startsWith('text/html'))
    expect(pages.length).toBeGreaterThan(isMember ? 25 : 10)
    for (const { path, text, bytes, headers } of pages) {
      expect([path, text.endsWith('</body></html>'), NOT_THERE.exec(text)?.[0]]).toEqual([path, true, undefined])
      expect([path, headers.get('content-length'), headers.get('transfer-encoding')]).toEqual([path, String(bytes.length), null])
    }
  })

  it('has the same head when only that is asked for, and no body', async () => {
    const [whole, head] = await Promise.all([ask('/pricing'), ask('/pricing', { method: 'HEAD' })])
    const names = (answer: typeof whole) => [...answer.headers.keys()].filter((name) => !/content-length|transfer-encoding/.test(name))
    expect([head.status, head.text, names(head)]).toEqual([200, '', names(whole)])
  })

  it('that there is not comes with its status, and so does one that was asked for as something else', async () => {
    expect(await ask('/no-such-page')).toMatchObject({ status: 404, text: expect.stringMatching(/^<!DOCTYPE html><html lang="en"/) })
    expect(await ask('/', { headers: { accept: 'application/json' } })).toMatchObject({ status: 406 })
  })

  it('carries a nonce that no other answer has', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/')))
    const nonces = answers.map(({ headers }) => /'nonce-([\w-]+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '')
    expect(new Set(nonces).size).toBe(50)
    for (const [index, { text }] of answers.entries())
      expect(new Set([...text.matchAll(/nonce="([^"]*)"/g)].map((match) => match[1]))).toEqual(new Set([nonces[index]]))
  })
})

describe('the scripts of a page', () => {
  it('are all preloaded in its head, with its nonce, and are there', async () => {
    const { text } = await ask('/settings/profile', { headers: { cookie: await memberCookie() } })
    const nonce = /<script nonce="([\w-]+)"/.exec(text)?.[1]
    const preloads = preloadsOf(text.slice(0, text.indexOf('</head>')))
    const names = preloads.map(({ file }) => /^\/assets\/([\w-]+?)-[\w-]{8}\.js$/.exec(file)?.[1])
    expect(names).toEqual(expect.arrayContaining(['index', 'framework', '_app', 'profile']))
    for (const { tag, file } of preloads)
      expect([file, tag.includes(`nonce="${nonce}"`), (await ask(file)).status]).toEqual([file, true, 200])
  })

  it('are started by the entry, once', async () => {
    const { text } = await ask('/sign-in')
    const entries = [...text.matchAll(/<script\b[^>]*type="module"[^>]*src="([^"]+)"[^>]*>/g)].map(([, file]) => file)
    expect(entries).toHaveLength(1)
    expect(preloadsOf(text).map(({ file }) => file)).toContain(entries[0])
  })
})

describe('what goes past the router', () => {
  it.each([
    ['/healthz', /^ok\n$/],
    ['/readyz', /^ready\n$/],
    ['/api/auth/get-session', /^null$/],
  ])('%s answers as it did, with any query', async (path, body) => {
    for (const address of [path, `${path}?anything=1`])
      expect(await ask(address)).toMatchObject({ status: 200, text: expect.stringMatching(body) })
    const { headers } = await ask(path)
    expect(headers.get('x-request-id')).toMatch(/^[\da-f]{8}$/)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it.each(['/healthz', '/readyz', '/api/auth/get-session'])('%s takes no post, from another site least of all', async (path) => {
    const post = (place: string) => ask(path, { method: 'POST', headers: { 'sec-fetch-site': place, 'content-length': '0' } })
    expect((await post('cross-site')).status).toBe(403)
    expect((await post('same-origin')).text).not.toMatch(/^(ok|ready|null)/)
    expect((await ask(path, { method: 'PUT' })).status).toBe(405)
  })
})
