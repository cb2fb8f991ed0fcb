import { describe, expect, it } from 'vitest'
import { brand } from '#brand.ts'
import { Visitor } from '../support/browserless.ts'
import { useOwnApp } from '../support/own-app.ts'

const site = useOwnApp()
const get = (path: string, headers: Record<string, string> = {}) => new Visitor(site().app).get(path, headers)
const DAY_MS = 86_400_000

describe('the well-known addresses', () => {
  it('lead a password manager to the page that changes the password', async () => {
    expect(await get('/.well-known/change-password')).toMatchObject({ status: 302, location: '/settings/security/password' })
    expect((await get('/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200')).status).toBe(404)
  })

  it('tell a password manager where passkeys are added and managed', async () => {
    const { status, text, headers } = await get('/.well-known/passkey-endpoints', { 'x-forwarded-host': 'evil.test' })
    const manage = `${site().app.url}/settings/security/passkeys`
    expect([status, headers.get('content-type'), JSON.parse(text)]).toEqual([200, 'application/json', { enroll: `${manage}/add`, manage }])
  })

  it('say where to report a vulnerability, for less than a year (RFC 9116)', async () => {
    const { status, text, headers } = await get('/.well-known/security.txt')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
    const fields = new Map(
      text
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
    )
    expect(fields.get('Contact')).toBe(`mailto:${brand.supportEmail}`)
    expect(fields.get('Canonical')).toBe(`${site().app.url}/.well-known/security.txt`)
    const days = (Date.parse(fields.get('Expires') ?? '') - Date.now()) / DAY_MS
    expect([days > 30, days < 365]).toEqual([true, true])
  })
})

describe('a file that browsers ask for unasked', () => {
  it('is an icon at /favicon.ico', async () => {
    const answer = await fetch(`${site().app.url}/favicon.ico`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/vnd.microsoft.icon'])
    // One picture, at its offset, of the length that the header says.
    const [kind, pictures, length, offset] = [bytes.readUInt16LE(2), bytes.readUInt16LE(4), bytes.readUInt32LE(14), bytes.readUInt32LE(18)]
    expect([kind, pictures, offset + length]).toEqual([1, 1, bytes.length])
    expect(bytes.subarray(offset + 1, offset + 4).toString()).toBe('PNG')
  })

  it.each(['/apple-touch-icon.png', '/apple-touch-icon-precomposed.png'])('is a picture at %s', async (path) => {
    const { status, headers } = await get(path)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png'])
  })

  it.each([
    '/apple-touch-icon-120x120.png',
    '/browserconfig.xml',
    '/ads.txt',
    '/settings/favicon.ico',
    '/.well-known/traffic-advice',
    '/.well-known/appspecific/com.chrome.devtools.json',
    '/wp-login.php',
    '/.env',
  ])('is a short 404 at %s, not a page', async (path) => {
    const { status, text, headers } = await get(path, { accept: 'image/avif,image/webp,*/*;q=0.8' })
    expect([status, text, headers.get('content-type')]).toEqual([404, 'Not found.\n', 'text/plain; charset=utf-8'])
  })

  it('is a page where a person follows a link to it', async () => {
    const { status, text } = await get('/index.html', { accept: 'text/html,*/*;q=0.8' })
    expect([status, text.includes('<h1')]).toEqual([404, true])
  })
})
