/** Where and of what a run was. */
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { cpus, release, totalmem, type as system } from 'node:os'
import { ROOT } from '../scripts/checkout.ts'
import { CONNECTIONS, type Options } from './options.ts'
import type { Results } from './results.ts'

const GIB = 1024 ** 3
const PACKAGES = ['react', '@tanstack/react-start', 'better-auth', 'drizzle-orm', 'postgres', 'srvx']

type Circumstances = Pick<Results, 'date' | 'commit' | 'machine' | 'versions' | 'options'>

export function circumstances({ rounds, seconds }: Options, postgres: string): Circumstances {
  const processors = cpus()
  const { dependencies } = createRequire(import.meta.url)('../package.json') as { dependencies: Record<string, string> }
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    machine: {
      processor: processors[0]?.model.trim() ?? 'unknown',
      cores: processors.length,
      memoryGib: Math.round(totalmem() / GIB),
      system: `${system()} ${release()}`,
    },
    versions: {
      Node: process.versions.node,
      PostgreSQL: postgres.split(' ')[0] ?? '',
      ...Object.fromEntries(PACKAGES.map((name) => [name, dependencies[name] ?? ''])),
    },
    options: { rounds, seconds, connections: CONNECTIONS },
  }
}

/** Says when the work tree holds more than that. A copy without history has none. */
function commit(): string {
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', 'src', 'bench') === '' ? '' : ' with changes')
  } catch {
    return 'unknown'
  }
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
