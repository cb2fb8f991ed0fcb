import { describe, expect, it, onTestFinished } from 'vitest'
import { anyPort } from '../../scripts/free-port.ts'
import { type DevServer, startDev } from '../../e2e/dev-server.ts'
import { rawRequest } from '../support/raw-request.ts'

const START_TIMEOUT_MS = 240_000

const cookiesOf = async ({ url }: DevServer) =>
  (await fetch(`${url}/sign-in?notice=session_needed`, { redirect: 'manual' })).headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf('=')))

async function start(settings: Record<string, string>): Promise<DevServer> {
  const dev = await startDev(undefined, settings)
  onTestFinished(() => dev.stop())
  return dev
}

describe('two checkouts on one machine', () => {
  it('start at the same moment on ports of their own, and keep their cookies apart', { timeout: START_TIMEOUT_MS }, async () => {
    const PORT = String(await anyPort())
    const [one, other] = await Promise.all([start({ PORT }), start({ PORT })])
    expect(one.url).not.toBe(other.url)
    expect([one.terminal(), other.terminal()].filter((text) => text.includes(`Port ${PORT} is taken`))).toHaveLength(1)
    const [ours, theirs] = [await cookiesOf(one), await cookiesOf(other)]
    expect(ours).toEqual([expect.stringMatching(/^gatehouse-[\da-f]{8}\.cookies$/)])
    expect(theirs).not.toEqual(ours)
  })
})

describe('npm run dev on the network', () => {
  it('answers at the name that APP_URL gives it, and at no other', { timeout: START_TIMEOUT_MS }, async () => {
    const port = await anyPort()
    const dev = await start({ APP_URL: `http://my-machine.test:${port}`, PORT: '' })
    expect(dev.url).toBe(`http://my-machine.test:${port}`)
    const statusAs = async (host: string) => (await rawRequest(`http://127.0.0.1:${port}`, '/robots.txt', { headers: { host } })).status
    expect(await statusAs(`my-machine.test:${port}`)).toBe(200)
    expect(await statusAs(`evil.test:${port}`)).toBe(403)
  })

  it('is open at the address that it prints, with its stand-in GitHub', { timeout: START_TIMEOUT_MS }, async () => {
    const dev = await start({ HOST: '0.0.0.0' })
    expect(dev.terminal()).toContain('Other devices on your network can open this address.')
    const { hostname } = new URL(dev.url)
    const page = await fetch(`${dev.url}/sign-in`)
    expect(page.status).toBe(200)
    const answer = await fetch(`${dev.url}/auth/provider`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: dev.url, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ provider: 'github' }),
    })
    const target = new URL(answer.headers.get('location') ?? '')
    expect(target.hostname).toBe(hostname)
    expect((await fetch(target)).status).toBe(200)
  })
})
