/** Which vitest files a change concerns: those that import a changed file, and those over HTTP that are named after it. */
import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from './checkout.ts'

const HTTP = 'tests/http'
/** They are in the answer whatever has changed in the sources. */
const ALWAYS = new Set(['tests/http/story.test.ts'])
/** About two minutes. A change of what all of them use is for the whole stage. */
const HTTP_MAX = 15

const run = promisify(execFile)

/** `left`: files over HTTP that are concerned too, and too many for a quick answer. */
export async function changedTests(since: string): Promise<{ files: string[]; left: string[] }> {
  const [edited, added, listed, overHttp] = await Promise.all([
    lines('git', ['diff', '--name-only', since]),
    lines('git', ['ls-files', '--others', '--exclude-standard']),
    run('vitest', ['list', '--changed', since, '--filesOnly', '--json'], { cwd: ROOT }),
    readdir(join(ROOT, HTTP)),
  ])
  const paths = [...edited, ...added]
  const importing: { file: string }[] = JSON.parse(listed.stdout)
  const related = importing.map(({ file }) => relative(ROOT, file).replaceAll('\\', '/'))
  const http = testsOverHttp(
    paths,
    overHttp.map((name) => `${HTTP}/${name}`),
  )
  const [relatedOverHttp, others] = split(related, (file) => file.startsWith(HTTP))
  const [kept, rest] = split([...new Set([...http, ...relatedOverHttp])], (file) => paths.includes(file) || ALWAYS.has(file))
  const fits = kept.length + rest.length <= HTTP_MAX
  return { files: [...others, ...kept, ...(fits ? rest : [])], left: fits ? [] : rest }
}

/** These tests import little of the product: they run its build. So the names decide: `features/passkeys/…` is tested by `passkeys.test.ts`. */
export function testsOverHttp(changed: string[], tests: string[]): string[] {
  const sources = changed.filter((path) => /^(src|drizzle)\//.test(path))
  if (sources.length === 0) return []
  const words = sources.flatMap((path) => [nameOf(path), nameOf(/^src\/features\/([^/]+)\//.exec(path)?.[1] ?? path)])
  return tests.filter((test) => ALWAYS.has(test) || words.some((word) => isWithin(word, nameOf(test)) || isWithin(nameOf(test), word)))
}

/** One or many: `safe-redirect.ts` is tested by `redirects.test.ts`. */
const nameOf = (path: string) => (basename(path).split('.', 1)[0] ?? '').replaceAll(/s\b/g, '')
/** As whole words: `limits` is within `session-limits`. */
const isWithin = (part: string, whole: string) => `-${whole}-`.includes(`-${part}-`)

function split<Item>(items: Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}

async function lines(command: string, args: string[]): Promise<string[]> {
  const { stdout } = await run(command, args, { cwd: ROOT })
  return stdout.split('\n').filter((line) => line !== '')
}
