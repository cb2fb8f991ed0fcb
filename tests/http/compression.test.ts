/** What goes over the wire in fewer bytes, and what must not. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { useOwnApp } from '../support/own-app.ts'
import { type Answer, rawRequest } from '../support/raw-request.ts'
import { signedIn } from '../support/signed-in.ts'
import { viewerOf } from '../support/viewer-mark.ts'

const site = useOwnApp()
const asset = `/assets/${readdirSync(join(ROOT, 'dist/client/assets')).find((name) => /^framework-.*\.js$/.test(name)) ?? ''}`
const DECODE = { br: brotliDecompressSync, gzip: gunzipSync } as const
const ENCODINGS = ['br', 'gzip'] as const

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => rawRequest(site().app.url, path, { method, headers })

async function memberCookie(): Promise<string> {
  const { visitor } = await signedIn(site())
  return visitor.cookieHeader
}

function expectWhole(answer: Answer) {
  expect(Number(answer.headers.get('content-length'))).toBe(answer.bytes.length)
}

describe('a page', () => {
  it.each(ENCODINGS)('as %s is a whole page in less than half of the bytes', async (encoding) => {
    const plain = await get('/sign-in')
    const small = await get('/sign-in', { 'accept-encoding': encoding })
    expect([plain.headers.get('content-encoding'), small.headers.get('content-encoding')]).toEqual([null, encoding])
    expect([plain.headers.get('vary'), small.headers.get('vary')]).toEqual(['accept-encoding', 'accept-encoding'])
    expectWhole(small)
    expect(small.bytes.length).toBeLessThan(plain.bytes.length / 2)
    expect(DECODE[encoding](small.bytes).toString()).toMatch(/^<!doctype html>[^]*<\/html>\s*$/i)
    expect(small.headers.getSetCookie()).toHaveLength(plain.headers.getSetCookie().length)
  })

  it('answers HEAD without a body, and JSON that is shorter than a packet as it is', async () => {
    const head = await get('/sign-in', { 'accept-encoding': 'br' }, 'HEAD')
    expect([head.status, head.bytes.length, head.headers.get('vary')]).toEqual([200, 0, 'accept-encoding'])
    const session = await get('/api/auth/get-session', { 'accept-encoding': 'br' })
    expect([session.status, session.headers.get('content-encoding')]).toEqual([200, null])
    expectWhole(session)
  })

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.1, gzip;q=0.9', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0', null],
    ['identity, br;q=0.5', null],
    ['deflate, zstd, x-unknown', null],
    ['br;q=2, gzip;q=x', null],
    [`${'x,'.repeat(4000)}gzip`, 'gzip'],
  ])('asked for with %s comes as %s', async (accepted, encoding) => {
    const answer = await get('/sign-in', { 'accept-encoding': accepted })
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding])
  })

  it('of an export, a streamed file, is not compressed', async () => {
    const cookie = await memberCookie()
    const body = new URLSearchParams({ format: 'csv', [VIEWER_FIELD]: (await viewerOf(site().app, cookie)) ?? '' }).toString()
    const answer = await rawRequest(site().app.url, '/settings/security/log', {
      method: 'POST',
      headers: {
        cookie,
        'accept-encoding': 'br',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
      },
      body,
    })
    const { 'content-encoding': encoding, 'transfer-encoding': transfer } = Object.fromEntries(answer.headers)
    expect([answer.status, encoding, transfer]).toEqual([200, undefined, 'chunked'])
    expect(answer.text).toMatch(/^\uFEFF"at","id","event",.*\r\n.*"account\.exported".*\r\n$/)
  })
})

describe('a page with a secret', () => {
  it.each([
    ['a form or an image of another site', 'cross-site', null],
    ['another host of the same domain', 'same-site', null],
    ['a browser that does not say', null, null],
    ['a page of ours', 'same-origin', 'br'],
    ['the address bar', 'none', 'br'],
  ])('asked for by %s (%s): its length tells nothing of what is in it (BREACH)', async (_who, place, encoding) => {
    const headers = { cookie: await memberCookie(), 'accept-encoding': 'br', ...(place !== null && { 'sec-fetch-site': place }) }
    const answer = await get('/app', headers)
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding])
  })

  it('is not what a stranger gets, whose first page from a search engine is small', async () => {
    const answer = await get('/', { 'accept-encoding': 'br', 'sec-fetch-site': 'cross-site' })
    expect(answer.headers.get('content-encoding')).toBe('br')
  })
})

describe('a file of the build', () => {
  const picture = '/social.png'

  it.each(ENCODINGS)('is compressed already, as %s', async (encoding) => {
    const plain = await get(asset)
    const small = await get(asset, { 'accept-encoding': encoding })
    expect(DECODE[encoding](small.bytes).equals(plain.bytes)).toBe(true)
    expect(small.bytes.length).toBeLessThan(plain.bytes.length / 3)
    expect(Object.fromEntries(small.headers)).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    const head = await get(asset, { 'accept-encoding': encoding }, 'HEAD')
    expect([head.bytes.length, head.headers.get('content-length')]).toEqual([0, String(small.bytes.length)])
    expect(head.headers.get('etag')).toBe(small.headers.get('etag'))
  })

  it('that is known comes as 304 without a body; a tag is of one encoding only', async () => {
    const br = (await get(asset, { 'accept-encoding': 'br' })).headers.get('etag') ?? ''
    const plain = (await get(asset)).headers.get('etag') ?? ''
    expect(br).toMatch(/^W\/"[\w-]+-br"$/)
    const ask = (tags: string, encoding: string) => get(asset, { 'if-none-match': tags, 'accept-encoding': encoding })
    for (const tags of [br, br.replace('W/', ''), `"other", ${br}`, '*'])
      expect([tags, (await ask(tags, 'br')).status, (await ask(tags, 'br')).bytes.length]).toEqual([tags, 304, 0])
    expect((await ask(br, 'br')).headers.get('etag')).toBe(br)
    expect((await ask(br, 'identity')).status).toBe(200)
    expect((await ask(plain, 'br')).status).toBe(200)
    expect((await ask(`"x${'"x", '.repeat(500)}`, 'br')).status).toBe(200)
  })

  it('that is small in itself, a picture, comes as it is', async () => {
    const { headers } = await get(picture, { 'accept-encoding': 'br' })
    expect([headers.get('content-encoding'), headers.get('vary'), headers.get('cache-control')]).toEqual([null, null, 'max-age=3600'])
  })

  it.each([`${asset}.br`, `${asset}.gz`, '/assets/', '/assets/none.js'])('is served by its own name only: %s', async (path) => {
    expect((await get(path)).status).toBeOneOf([307, 308, 404])
  })
})

describe('a client that hangs up', () => {
  it('in the middle of a body leaves the process alive', async () => {
    const { app } = site()
    for (const path of ['/', asset, '/sign-in'])
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          const hangUp = new AbortController()
          const answer = await fetch(`${app.url}${path}`, { signal: hangUp.signal, headers: { 'accept-encoding': 'br' } })
          hangUp.abort()
          await answer.text().catch(() => '')
        }),
      )
    expect((await get('/readyz')).status).toBe(200)
    expect([app.process.exitCode, (await app.settledLog()).includes('"level":60')]).toEqual([null, false])
  })
})
