/** What an operator runs beside the app, from the build. */
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'
import { BUILT_SERVER } from './app.ts'

export type Ran = { code: number; output: string }

const BUILT_CLI = join(dirname(BUILT_SERVER), 'cli.js')
/** The CLI of a checkout, which needs no build. */
export const CHECKOUT_CLI = join(ROOT, 'scripts/cli.ts')

/** `words`: the command and its arguments. `variables`: those of the app it belongs to. */
export function runCommand(words: string[], variables: Record<string, string | undefined>, file = BUILT_CLI): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...words], { cwd: ROOT, env: { PATH: process.env.PATH, ...variables } }, (error, out, problem) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1, output: `${out}${problem}`.trim() }),
    )
  })
}
