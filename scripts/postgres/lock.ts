import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Home } from './home.ts'

const SQLITE_BUSY = 5
const POLL_MS = 50

export type Lock = { release(): void }

/**
 * The right to run, make or remove the Postgres of one directory; null when another process has it. The kernel takes it
 * back however that process dies, so there is no stale lock to guess about. Node has no flock: SQLite's is one everywhere.
 */
export function tryLock(home: Home): Lock | null {
  mkdirSync(dirname(home.lock), { recursive: true })
  const file = new DatabaseSync(home.lock, { timeout: 0 })
  try {
    // On a file that it may only read, SQLite would take a weaker lock and say nothing.
    accessSync(home.lock, constants.W_OK)
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return { release: () => file.close() }
  } catch (error) {
    file.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null
    throw error
  }
}

/** As `tryLock`, but gives a holder that is about to end `patienceMs` to do so. */
export async function waitForLock(home: Home, patienceMs: number): Promise<Lock | null> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const lock = tryLock(home)
    if (lock !== null || Date.now() > deadline) return lock
    await sleep(POLL_MS)
  }
}
