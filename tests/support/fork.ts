/** A copy of this checkout with something changed, built: what happens to the product when someone edits it. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { DATA, ROOT } from '../../scripts/checkout.ts'

/** Of a checkout, by a build. */
const NOT_READ = new Set(['.data', '.git', 'dist', 'node_modules', 'test-results'])

export type Copy = { folder: string; remove: () => void }
export type Fork = Copy & {
  /** The entry of the built server. */
  server: string
}

/** This checkout in a folder of its own, without a build. */
export function copyCheckout(): Copy {
  mkdirSync(DATA, { recursive: true })
  const folder = mkdtempSync(join(DATA, 'fork-'))
  for (const part of readdirSync(ROOT).filter((name) => !NOT_READ.has(name)))
    cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  // The message compiler looks for its plugin here.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs Node in a copy, with the packages of this checkout and no settings of the shell. */
export function runNode(folder: string, ...args: string[]): Promise<{ failed: boolean; output: string }> {
  const env = { PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`, HOME: process.env.HOME }
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, output: `${stdout}${stderr}` }),
    )
  })
}

/** `change` must change each file. `scripts` run in the copy before the build. `added`: files by path. */
export async function buildFork(
  files: readonly string[],
  change: (source: string, file: string) => string,
  scripts: readonly string[] = [],
  added: Readonly<Record<string, string>> = {},
): Promise<Fork> {
  const { folder, remove } = copyCheckout()
  try {
    for (const file of files) {
      const source = readFileSync(join(folder, file), 'utf8')
      const changed = change(source, file)
      if (changed === source) throw new Error(`${file} is as it was: the change no longer finds its place.`)
      writeFileSync(join(folder, file), changed)
    }
    for (const [file, text] of Object.entries(added)) writeFileSync(join(folder, file), text)
    for (const script of scripts) await promisify(execFile)(process.execPath, [join(folder, 'scripts', script)])
    await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build.ts'), '--quiet'], { cwd: folder })
    return { folder, server: join(folder, 'dist/server/main.js'), remove }
  } catch (error) {
    remove()
    throw error
  }
}
