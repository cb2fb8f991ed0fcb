import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What lies in the directory of one embedded Postgres. */
export type Home = {
  directory: string
  /** Postgres' own data directory. It appears by one rename after initdb, so it is whole or not there. */
  data: string
  /** Of the superuser `postgres`; random, 0600. */
  password: string
  /** The port Postgres was last started on. */
  port: string
  /** Port, token and process id of the running supervisor; of a dead one after a crash. */
  lease: string
  log: string
  supervisorLog: string
  /** Beside the directory and not in it, so that `resetPostgres` can remove the one while it holds the other. */
  lock: string
}

export function homeOf(path: string): Home {
  const directory = resolve(path)
  return {
    directory,
    data: join(directory, 'data'),
    password: join(directory, 'password'),
    port: join(directory, 'port'),
    lease: join(directory, 'lease'),
    log: join(directory, 'postgres.log'),
    supervisorLog: join(directory, 'supervisor.log'),
    lock: `${directory}.lock`,
  }
}

/** URL of a database of this server. The password is hexadecimal, so it needs no escaping. */
export function databaseUrl(home: Home, port: number, name: string): string {
  const password = readFileSync(home.password, 'utf8').trim()
  return `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}`
}

/** null when the file is not there. */
export function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null
    throw error
  }
}

export function isErrno(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
