/** How one setting is read, from the environment or from a file. Node runs this file directly too (scripts/). */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { EnvError } from './env.error.ts'

/**
 * A setting without spaces, a byte order mark and the quotes of a .env file, which `docker run --env-file` and Kubernetes pass
 * on as part of the value. Undefined when nothing is left.
 */
export function valueOf(written: string | undefined): string | undefined {
  const value = written?.trim() ?? ''
  const unquoted = /^(["'])(.*)\1$/s.exec(value)?.[2]?.trim() ?? value
  return unquoted === '' ? undefined : unquoted
}

/** What `.env.example` and docker-compose.yml say of a setting. `npm run generate` writes both. */
export type Setting = {
  /** The comment that begins its paragraph. Without one it belongs to the paragraph of the setting before it. */
  about?: string
  /** A comment within the paragraph. */
  note?: string
  /** What its line in `.env.example` holds. */
  example?: string
  /** What docker-compose.yml hands on instead of what the shell or .env say; null where it hands on nothing. */
  compose?: string | null
}

export const settings = z.registry<Setting>()

/** One without words is for tests, and stands in neither file. */
export function setting<Schema extends z.ZodType>(schema: Schema, words: Setting = {}): Schema {
  const own = schema.clone()
  settings.add(own, words)
  return own
}

/** An id, key or secret that a service has issued: none of them contains a space, a comment behind one does. */
export const key = z.string().regex(/^\S+$/, 'must not contain a space, nor a comment behind the value').optional()

/** Undefined when the file is empty. Throws EnvError with one line. */
export function readValueFile(name: string, path: string): string | undefined {
  const bytes = readBytes(name, path)
  if (bytes.includes(0)) throw new EnvError(`${name} names a file that is not text in UTF-8: ${path}`)
  return valueOf(bytes.toString('utf8'))
}

function readBytes(name: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new EnvError(`${name} names a file that cannot be read: ${path}`)
  }
}
