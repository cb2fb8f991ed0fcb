/** One hash of everything that a build is made from. A build keeps it, so that an out-of-date one is recognized. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

export const BUILT_FROM = 'dist/built-from.sha256'

/** Of contents, not dates: switching branches and back needs no build. Null in a Docker build, whose context has no .dockerignore. */
export function hashSources(root: string): string | null {
  const list = join(root, '.dockerignore')
  if (!existsSync(list)) return null
  const hash = createHash('sha256')
  for (const path of sourcesIn(root, readFileSync(list, 'utf8'))) hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

/** An image is built from these files only, so none is missing here. As in Docker, the last line that matches a path decides. */
function sourcesIn(root: string, dockerIgnore: string): string[] {
  const lines = dockerIgnore.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'))
  const rules = lines.map((line) => ({ path: line.replace('!', ''), isKept: line.startsWith('!') }))
  const isKept = (path: string) => rules.findLast((rule) => matches(rule.path, path))?.isKept ?? true
  return [...new Set(rules.flatMap((rule) => (rule.isKept ? filesIn(root, rule.path) : [])))].filter(isKept).toSorted()
}

function filesIn(root: string, path: string): string[] {
  const whole = join(root, path)
  if (!existsSync(whole)) return []
  if (!statSync(whole).isDirectory()) return [path]
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/'))
}

/** `src/*.gen.ts` or a folder, with all that is in it. */
const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replaceAll('.', String.raw`\.`).replaceAll('*', '[^/]*')}(/|$)`).test(path)
