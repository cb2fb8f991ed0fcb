/** PROCESSES: several on one port, watched over by one. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { type App, BUILT_SERVER, startApp, startProcess } from '../support/app.ts'
import { until } from '../support/browserless.ts'
import { keepAliveClient } from '../support/keep-alive-client.ts'

let app: App | undefined
afterEach(() => app?.stop())

const serving = ({ log }: App): number[] => [...log().matchAll(/"pid":(\d+),[^\n]*"msg":"serving"/g)].map((match) => Number(match[1]))
const answers = async ({ url }: App) => (await fetch(`${url}/sign-in`, { headers: { connection: 'close' } })).status

describe('two processes', () => {
  it('answer at one port; one that is killed is replaced, and SIGTERM ends all of them with 0, losing no request', async () => {
    const both = (app = await startApp(inject('server'), { PROCESSES: '2' }))
    await until('both serve', () => serving(both).length === 2)
    const [first = 0, second = 0] = serving(both)
    expect(new Set([first, second, both.process.pid]).size).toBe(3)
    process.kill(first, 'SIGKILL')
    await until('it is replaced', () => serving(both).length === 3)
    expect(await answers(both)).toBe(200)
    process.kill(second, 'SIGKILL')
    await until('the other is, too', () => serving(both).length === 4)
    expect(await answers(both)).toBe(200)
    const clients = Array.from({ length: 4 }, () => keepAliveClient(`${both.url}/sign-in`))
    await until('all are answered', () => clients.every(({ answered }) => answered() > 2))
    both.process.kill('SIGTERM')
    expect(await Promise.all(clients.map(({ ended }) => ended))).toEqual(clients.map(() => []))
    if (both.process.exitCode === null) await once(both.process, 'exit')
    expect(both.process.exitCode).toBe(0)
  })

  it('that cannot start say why once, and the whole ends with 1', async () => {
    const variables = { PROCESSES: '2', APP_URL: 'http://localhost:1', DATABASE_URL: 'postgres://app:SECRET-PW@127.0.0.1:1/app' }
    const secret = { AUTH_SECRET: randomBytes(32).toString('base64url'), SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'a@app.test' }
    const failure = await startProcess('http://localhost:1', BUILT_SERVER, { ...variables, ...secret }).catch(String)
    expect(failure).toContain('The server ended with 1')
    expect(String(failure).match(/gatehouse: .*/g)).toEqual([
      expect.stringContaining('No database answers at 127.0.0.1:1/app'),
      'gatehouse: No process came up: the line above says why.',
    ])
  })
})
