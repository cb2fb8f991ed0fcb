/** The load: wrk, because it costs little beside what it measures. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { refuse } from '../scripts/checkout.ts'
import { CONNECTIONS } from './options.ts'
import type { Round } from './results.ts'

const SCRIPTS = join(import.meta.dirname, 'wrk')
const execute = promisify(execFile)

export type Load = {
  url: string
  headers: Record<string, string>
  /** Sign-ins in place of reading: who they are. */
  signIns: { origin: string; password: string; people: number } | null
}

export async function requireWrk(): Promise<void> {
  const found = await execute('wrk', ['-v']).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : error))
  if (found === null) refuse('wrk makes the load, and is not on the PATH: apt install wrk, or brew install wrk.')
}

/** Each script of wrk may define one function once, so that what signs in is joined with what reports. */
export function writeScripts(folder: string): void {
  const [report, signIn] = ['report.lua', 'sign-in.lua'].map((name) => readFileSync(join(SCRIPTS, name), 'utf8'))
  writeFileSync(join(folder, 'report.lua'), `${report}`)
  writeFileSync(join(folder, 'sign-in.lua'), `${signIn}\n${report}`)
}

/** Throws when an answer was refused, failed, or was shorter than `leastBytes` on average. */
export async function load(folder: string, { url, headers, signIns }: Load, seconds: number, leastBytes: number): Promise<Round> {
  const script = join(folder, signIns === null ? 'report.lua' : 'sign-in.lua')
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const from = Math.floor(Math.random() * 16_000_000)
  const whoSignsIn = signIns === null ? [] : ['--', signIns.origin, signIns.password, String(signIns.people), String(from)]
  const threads = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--timeout', '30s', '-s', script]
  const { stdout } = await execute('wrk', [...threads, ...given, url, ...whoSignsIn])
  const ran: Ran = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  if (ran.requests === 0) throw new Error(`no answer came within ${seconds} s`)
  if (ran.refused > 0 || ran.failed > 0) throw new Error(`${ran.refused} of ${ran.requests} were refused, ${ran.failed} failed`)
  if (ran.bytes / ran.requests < leastBytes) throw new Error(`answers of ${Math.round(ran.bytes / ran.requests)} bytes, not ${leastBytes}`)
  return { perSecond: (ran.requests / ran.microseconds) * 1e6, p99Ms: ran.p99 / 1000 }
}

type Ran = { requests: number; microseconds: number; bytes: number; p99: number; refused: number; failed: number }
