/** `npm run dev` as a newcomer starts it: on a data directory of its own, with nothing configured, ended by Ctrl-C. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../scripts/checkout.ts'
import { watcherPid } from '../tests/support/watcher-pid.ts'

const START_TIMEOUT_MS = 120_000
const SETTINGS = [
  'APP_URL',
  'HOST',
  'DATABASE_URL',
  'AUTH_SECRET',
  'AUTH_SECRET_FILE',
  'SMTP_URL',
  'MAIL_FROM',
  'LOG_LEVEL',
  'NODE_ENV',
  'NODE_OPTIONS',
  'GITHUB_URL',
  'GITHUB_CLIENT_ID',
  'GITHUB_CLIENT_SECRET',
]

export type DevServer = {
  url: string
  /** What the terminal shows. */
  terminal: () => string
  /** Process ids of Postgres and of its watcher. */
  postgres: () => Promise<number[]>
  /** Ctrl-C: the signal reaches the whole process group, as from a terminal. Resolves when npm has ended. */
  interrupt: () => Promise<void>
  /** Whether any process of the group is left. */
  isGone: () => boolean
  /** Ends whatever is left and removes a data directory of ours. */
  stop: () => Promise<void>
}

/** `keptData`: a data directory to use and keep; else a new one is made and removed. `settings`: of the environment. */
export async function startDev(keptData: string | undefined, settings: Record<string, string> = {}): Promise<DevServer> {
  const data = keptData ?? (await mkdtemp(join(tmpdir(), 'gatehouse-story-')))
  // Empty and not absent, so that a .env file of this checkout does not fill them.
  const blank = Object.fromEntries(SETTINGS.map((name) => [name, '']))
  const child = spawn('npm', ['run', 'dev'], {
    cwd: ROOT,
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...blank, DATA_DIRECTORY: data, PORT: String(await anyPort()), ...settings },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const interrupt = () => {
    signal(child, 'SIGINT')
    return ended
  }
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) await interrupt()
    if (keptData === undefined) await rm(data, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const url = await printedAddress(child, () => output)
    return { url, terminal: () => output, postgres: () => postgresProcesses(data), interrupt, isGone: () => !signal(child, 0), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Resolves once the address and, after it, the password line or the block's end is printed. */
function printedAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const give = (problem: string) => reject(new Error(`npm run dev ${problem}:\n${output()}`))
    const timer = setTimeout(() => give('did not print its address in time'), START_TIMEOUT_MS)
    child.once('error', (error) => give(`could not be started (${error.message})`))
    child.once('exit', (code) => give(`ended with ${code}`))
    child.stdout?.on('data', () => {
      const address = output().match(/Mailbox +(http:\S+)\/dev\/mailbox\n[\s\S]*\n\n$/)?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      resolve(address)
    })
  })
}

async function postgresProcesses(data: string): Promise<number[]> {
  const postmaster = await readFile(join(data, 'postgres/data/postmaster.pid'), 'utf8')
  return [Number(postmaster.split('\n')[0]), await watcherPid(join(data, 'postgres'))]
}

/** To the group where there are groups. False when nobody is there to take it. */
function signal(child: ChildProcess, name: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false
  try {
    return process.kill(process.platform === 'win32' ? child.pid : -child.pid, name)
  } catch {
    return false
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
