/** What every script knows about this checkout: its folder, its settings, and a refusal in one line. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const MIGRATIONS = join(ROOT, 'drizzle')

if (existsSync(join(ROOT, '.env'))) process.loadEnvFile(join(ROOT, '.env'))

/** Development's own files: database, secret, mailbox. */
export const DATA = resolve(ROOT, process.env.DATA_DIRECTORY || '.data')

export function refuse(problem: string): never {
  console.error(`gatehouse: ${problem}`)
  process.exit(1)
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
