/** What every script knows about this checkout: its folder, its settings, and a refusal in one line. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EnvError } from '#platform/config/env.error.ts'
import { loadDotEnv } from './checks.mjs'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const MIGRATIONS = join(ROOT, 'drizzle')

/** What the shell gave, without this checkout's `.env`. */
export const SHELL_ENV = { ...process.env }

const unreadable = loadDotEnv(ROOT)
if (unreadable !== null) refuse(unreadable)

/** Development's own files: database, secret, mailbox. */
export const DATA = resolve(ROOT, process.env.DATA_DIRECTORY || '.data')

export function refuse(problem: string): never {
  console.error(`gatehouse: ${problem}`)
  process.exit(1)
}

/** A setting of src/platform/config/env.server.ts; one that is wrong ends the process with its line. */
export function orRefuse<T>(read: (variables: NodeJS.ProcessEnv) => T): T {
  try {
    return read(process.env)
  } catch (error) {
    return refuseSetting(error)
  }
}

export function refuseSetting(error: unknown): never {
  if (error instanceof EnvError) refuse(error.message)
  throw error
}

/** A random text of this checkout, made at first use and kept in `.data/`; so no repository holds a working secret. */
export async function ownSecret(name: string, bytes: number): Promise<string> {
  const path = join(DATA, name)
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null && kept.trim() !== '') return kept.trim()
  await mkdir(DATA, { recursive: true })
  const made = randomBytes(bytes).toString('base64url')
  await writeFile(path, `${made}\n`, { mode: 0o600 })
  return made
}
