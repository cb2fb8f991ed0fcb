/** The built server as production runs it: its own process, over real HTTP, on a database of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'
import { anyPort } from '../../scripts/free-port.ts'
import { until } from './browserless.ts'
import { type TestServer, createTestDatabase } from './database.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

const START_DEADLINE_MS = 30_000
export const BUILT_SERVER = join(ROOT, 'dist/server/main.js')

export type App = {
  url: string
  databaseUrl: string
  mail: MailServer
  /** What the process has written so far. */
  log: () => string
  /** The same, when all is in it that has to do with what it has answered: lines leave a little later. Of one that logs requests. */
  settledLog: () => Promise<string>
  process: ChildProcess
  /** What the process was started with: `startProcess` takes them for another of its kind. */
  variables: Record<string, string>
  stop: () => Promise<void>
}
export type AppProcess = Pick<App, 'url' | 'log' | 'settledLog' | 'process' | 'variables'>

/** `TRUSTED_PROXY_HOPS=1`: a test names its client address in X-Forwarded-For, so that limits of one do not hit another. */
export async function startApp(server: TestServer, overrides: Record<string, string> = {}, builtServer = BUILT_SERVER): Promise<App> {
  if (!existsSync(builtServer)) throw new Error('There is no build: run npm run build first.')
  const [database, mail, port] = await Promise.all([createTestDatabase(server), startMailServer(), anyPort()])
  const url = `http://localhost:${port}`
  const started = await startProcess(url, builtServer, {
    APP_URL: url,
    DATABASE_URL: database.url,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    SMTP_URL: mail.smtpUrl,
    MAIL_FROM: 'Gatehouse <no-reply@example.com>',
    TRUSTED_PROXY_HOPS: '1',
    ...overrides,
  })
  return {
    ...started,
    databaseUrl: database.url,
    mail,
    stop: async () => {
      // Nothing is left to be lost: waiting for idle connections would cost each test file seconds.
      await endProcess(started.process, 'SIGKILL')
      await mail.stop()
      await database.drop()
    },
  }
}

/** Resolves when it is ready, at the port of `url`. */
export async function startProcess(url: string, builtServer: string, variables: Record<string, string>): Promise<AppProcess> {
  const child = spawn(process.execPath, [builtServer], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, PORT: new URL(url).port, ...variables },
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const log = () => output
  await untilReady(url, child, log)
  return { url, log, settledLog: () => settled(url, log), process: child, variables }
}

/** Lines leave in their order: with the last one all others are there. */
async function settled(url: string, log: () => string): Promise<string> {
  const mark = randomUUID()
  await fetch(`${url}/robots.txt?${mark}`)
  await until('the log is there', () => log().includes(mark))
  return log()
}

async function untilReady(url: string, child: ChildProcess, log: () => string) {
  const deadline = Date.now() + START_DEADLINE_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${log()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`The server was not ready in time:\n${log().slice(-4000)}`)
}

export async function endProcess(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill(signal)
  return ended
}
