/** Has V8 compile what a start of the built server needs, once here instead of at each start. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

export async function compileAhead(server: string): Promise<void> {
  const main = join(server, 'compile-main.js')
  // The benchmark's minimal app is built by this script, too, and has none.
  if (!existsSync(main)) return
  mkdirSync(join(server, 'compiled'), { recursive: true })
  // Without the shell's settings: those of an app that is to be started here are not the build's.
  await promisify(execFile)(process.execPath, [main], { env: { PATH: process.env.PATH } })
}
