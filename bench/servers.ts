/** The servers that are compared: each a process of its own, on this machine's loopback. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { anyPort } from '../scripts/free-port.ts'
import { endProcess } from '../tests/support/app.ts'
import { atEnd } from './clean-up.ts'
import type { ServerName } from './results.ts'

const START_DEADLINE_MS = 120_000
const POLL_MS = 2
const LOG_TAIL = 3000
const KIB_PER_MIB = 1024

/** `env`: of the address that the server is given. */
export type ServerPlan = { name: ServerName; args: string[]; cwd: string; env: (url: string) => Record<string, string>; firstPath: string }

export type Running = {
  name: ServerName
  url: string
  /** From the start of the process to the first byte of its first answer. */
  coldStartMs: number
  memoryMib: () => number
  /** The end of what it has written. */
  log: () => string
  stop: () => Promise<void>
}

/** What it writes goes to a file, as it would in production. */
export async function startServer(plan: ServerPlan, folder: string): Promise<Running> {
  const port = await anyPort()
  const url = `http://127.0.0.1:${port}`
  const logFile = join(folder, `${plan.name}.log`)
  const output = openSync(logFile, 'w')
  const started = performance.now()
  const child = spawn(process.execPath, plan.args, {
    cwd: plan.cwd,
    stdio: ['ignore', output, output],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', ...plan.env(url) },
  })
  closeSync(output)
  atEnd(() => endAtOnce(child))
  const log = () => readFileSync(logFile, 'utf8').slice(-LOG_TAIL)
  const coldStartMs = (await firstByte(`${url}${plan.firstPath}`, plan.name, child, log)) - started
  return { name: plan.name, url, coldStartMs, memoryMib: () => residentMib(child), log, stop: () => endAtOnce(child) }
}

/** Asked to, the minimal app never ends: its pool is open. */
const endAtOnce = async (child: ChildProcess) => void (await endProcess(child, 'SIGKILL'))

/** When it came, an answer or a refusal. Throws when the process ends or fails. */
async function firstByte(url: string, name: string, child: ChildProcess, log: () => string): Promise<number> {
  const deadline = performance.now() + START_DEADLINE_MS
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended with ${child.exitCode}:\n${log()}`)
    const status = await statusOf(url)
    if (status !== null && status < 500) return performance.now()
    if (status !== null) throw new Error(`${name} answered its first request with ${status}:\n${log()}`)
    await sleep(POLL_MS)
  }
  throw new Error(`${name} was not ready in time:\n${log()}`)
}

/** Null while nothing listens. */
function statusOf(url: string): Promise<number | null> {
  return new Promise((resolve) => {
    const asked = get(url, { agent: false }, (answer) => {
      resolve(answer.statusCode ?? 0)
      answer.resume()
    })
    asked.once('error', () => resolve(null))
  })
}

/** What of the process lies in memory. */
function residentMib({ pid = 0 }: ChildProcess): number {
  const kib =
    process.platform === 'linux'
      ? /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(kib) / KIB_PER_MIB
}
