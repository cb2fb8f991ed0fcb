/** What an operator runs beside the app, from the build. */
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'
import { BUILT_SERVER } from './app.ts'

export type Ran = { code: number; output: string }

/** `name`: `ban-main`, `backup-main`, …; `variables`: those of the app it belongs to. */
export function runCommand(name: string, words: string[], variables: Record<string, string>, builtServer = BUILT_SERVER): Promise<Ran> {
  const file = join(dirname(builtServer), `${name}.js`)
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...words], { cwd: ROOT, env: { PATH: process.env.PATH, ...variables } }, (error, out, problem) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, output: `${out}${problem}`.trim() }),
    )
  })
}
