import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A failure that the reader can fix: one line that names the fix, printed without a stack. */
export class PostgresError extends Error {
  override name = 'PostgresError'
}

export type Home = ReturnType<typeof homeOf>

/** Where the files of one embedded Postgres are. */
export function homeOf(path: string) {
  const directory = resolve(path)
  return {
    directory,
    /** Postgres' own data directory. It appears by one rename after initdb, so it is complete or absent. */
    data: join(directory, 'data'),
    /** Of the superuser `postgres`; random, 0600. */
    password: join(directory, 'password'),
    log: join(directory, 'postgres.log'),
    watcherLog: join(directory, 'watcher.log'),
    /** Locked by the watcher while it runs. Beside the directory, so that a reset can remove that and keep the lock. */
    lock: `${directory}.lock`,
    /** Locked, shared, by each process that uses the server. */
    users: `${directory}.users`,
  }
}

/** URL of a database of this server. The password is hexadecimal, so it needs no escaping. */
export function databaseUrl(home: Home, port: number, name: string): string {
  return `postgres://postgres:${readIfPresent(home.password)}@127.0.0.1:${port}/${encodeURIComponent(name)}`
}

/** Empty when the file is absent. */
export function readIfPresent(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Of what a program wrote, the line that says why it failed. */
export function lastLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.findLast((line) => /error|fatal|panic/i.test(line)) ?? lines.at(-1) ?? 'no message'
}
