/** The built worker in a process of its own, on the database, the secret and the mail server of an app that runs with WORKER=separate. */
import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { type App, BUILT_SERVER } from './app.ts'
import { until } from './browserless.ts'

export type Worker = { process: ChildProcess; log: () => string; exited: Promise<number | null> }

const FILE = join(dirname(BUILT_SERVER), 'worker-main.js')
type Site = { app: App; secret: string }

export const settingsOf = ({ app, secret }: Site): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  APP_URL: app.url,
  DATABASE_URL: app.databaseUrl,
  AUTH_SECRET: secret,
  SMTP_URL: app.mail.smtpUrl,
  MAIL_FROM: 'Gatehouse <no-reply@example.com>',
})

/** Resolves when it works. */
export async function startWorker(site: Site): Promise<Worker> {
  const worker = spawnWorker(site, [])
  await until('the worker works', () => {
    if (worker.process.exitCode !== null) throw new Error(`The worker ended:\n${worker.log()}`)
    return worker.log().includes('"msg":"working"')
  })
  return worker
}

/** As `startWorker`, with words after the command, and without waiting. No test leaves one to the next. */
export function spawnWorker(site: Site, words: string[]): Worker {
  const child = spawn(process.execPath, [FILE, ...words], {
    cwd: ROOT,
    env: settingsOf(site),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { process: child, log: () => output, exited }
}
