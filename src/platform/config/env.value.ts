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
