import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The process that watches the embedded Postgres of this directory. */
export async function watcherPid(directory: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-ewwo', 'pid=,args='])
  const line = stdout.split('\n').find((text) => text.includes(`watcher.ts ${directory} `))
  if (line === undefined) throw new Error(`Nothing watches the Postgres of ${directory}.`)
  return Number.parseInt(line, 10)
}
