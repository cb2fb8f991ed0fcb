import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5
const BEGIN = { exclusive: 'PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE', shared: 'BEGIN; SELECT 1 FROM sqlite_schema' }

export type Lock = { release(): void }

/** A lock ends when its file is closed, so the garbage collector must not do that. */
const held = new Set<DatabaseSync>()

/**
 * Null when another process holds a lock that excludes this one. The kernel releases a lock however its process dies, so
 * there is no stale one. Node has no flock; SQLite's locks work on every system.
 */
export function tryLock(path: string, kind: keyof typeof BEGIN): Lock | null {
  mkdirSync(dirname(path), { recursive: true })
  // Not touched when it exists: closing any handle of a file releases the locks this process has on it.
  if (!existsSync(path)) writeFileSync(path, '', { flag: 'a', mode: 0o600 })
  // On a file that it may only read, SQLite would take a weaker lock without an error.
  accessSync(path, constants.W_OK)
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    file.exec(BEGIN[kind])
    held.add(file)
    return { release: () => void (held.delete(file) && file.close()) }
  } catch (error) {
    file.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null
    throw error
  }
}

/** Whether another process holds a lock of any kind. */
export function isLocked(path: string): boolean {
  const lock = tryLock(path, 'exclusive')
  lock?.release()
  return lock === null
}
