import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Plugin, parseSync } from 'vite'
import { PATH_OF_A_CHANGE } from '../../src/features/proof/path-of-a-change.ts'
import { EVIDENCE } from '../../src/features/proof/evidence.ts'

const MODULE = 'virtual:proof'
const TAG = / \[ASVS [\d., ]+\]$/
const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** What one test file says: sentences under the `describe` they stand in, or under none. */
export type Proof = { file: string; groups: Group[] }
type Group = { name: string | null; sentences: string[] }

/** Source text as it stands in `file`, without the indentation that all its lines share. */
export type Excerpt = { file: string; code: string }

/**
 * `virtual:proof`: for each claim of `src/features/proof/evidence.ts` the sentences of the tests that hold it, and the
 * code that the landing page shows. Both are read from the files they are about.
 */
export function proofPlugin(): Plugin {
  return {
    name: 'gatehouse:proof',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null
      const read = (file: string) => {
        this.addWatchFile(fromRoot(file))
        return readFileSync(fromRoot(file), 'utf8').replaceAll('\r\n', '\n')
      }
      return `export const proofs = ${JSON.stringify(collectProofs(read))}\nexport const excerpts = ${JSON.stringify(collectExcerpts(read))}`
    },
  }
}

type Read = (file: string) => string

export const collectProofs = (read: Read): Record<string, Proof[]> =>
  Object.fromEntries(Object.entries(EVIDENCE).map(([id, sources]) => [id, byFile(sources, read)]))

export const collectExcerpts = (read: Read): Record<string, Excerpt> =>
  Object.fromEntries(
    Object.entries(PATH_OF_A_CHANGE).map(([id, { file, from, to }]) => [id, { file, code: cut(file, read(file), from, to) }]),
  )

function cut(file: string, text: string, from: string, to: string): string {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.includes(from))
  const last = lines.findIndex((line, index) => index > first && line.startsWith(to))
  if (first === -1 || last === -1)
    throw new Error(`src/features/proof/path-of-a-change.ts shows ${file} from “${from}” to “${to}”, which is not there any more.`)
  const cutOut = lines.slice(first, last + 1)
  const shared = Math.min(...cutOut.filter((line) => line !== '').map((line) => line.search(/\S/)))
  return cutOut.map((line) => line.slice(shared)).join('\n')
}

function byFile(sources: { file: string; group?: string }[], read: Read): Proof[] {
  return [...new Set(sources.map(({ file }) => file))].map((file) => {
    const wanted = sources.flatMap((source) => (source.file === file && source.group !== undefined ? [source.group] : []))
    return {
      file,
      groups: (isStory(file) ? storiesIn(read(file)) : groupsIn(read(file))).filter(
        ({ name }) => wanted.length === 0 || wanted.includes(name ?? ''),
      ),
    }
  })
}

const isStory = (file: string) => file.startsWith('e2e/stories/')

/** A story is an object with a title: `e2e/stories.spec.ts` runs it by every hand. */
function storiesIn(code: string): Group[] {
  const titles = [...code.matchAll(/^ {2}title: '(.+)',$/gm)].map(([, title = '']) => withoutValues(title))
  return [{ name: null, sentences: titles }]
}

function groupsIn(code: string): Group[] {
  const found = new Map<string | null, string[]>()
  visit(parseSync('test.ts', code).program, null)
  return [...found].map(([name, sentences]) => ({ name, sentences }))

  function visit(node: unknown, group: string | null): void {
    if (Array.isArray(node)) return node.forEach((part) => visit(part, group))
    if (!isNode(node)) return
    const title = node.type === 'CallExpression' ? titleOf(node.arguments) : null
    const called = title === null ? null : calledName(node.callee)
    if (title !== null && (called === 'it' || called === 'test')) found.set(group, [...(found.get(group) ?? []), title])
    const inner = title !== null && called === 'describe' ? title : group
    for (const part of Object.values(node)) visit(part, inner)
  }
}

type Node = { type: string } & Record<string, unknown>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** `it`, `it.each([…])`, `test.describe`: the word that says what is called; null for `test.use` and anything else. */
function calledName(callee: unknown): string | null {
  if (!isNode(callee)) return null
  if (callee.type === 'Identifier') return String(callee.name)
  if (callee.type === 'CallExpression') return calledName(callee.callee)
  if (callee.type !== 'MemberExpression' || !isNode(callee.property)) return null
  const property = String(callee.property.name)
  return property === 'describe' ? property : property === 'each' ? calledName(callee.object) : null
}

/** The first argument, if it is text. Values that a test runs through become an ellipsis. */
function titleOf(args: unknown): string | null {
  const [first] = Array.isArray(args) ? args : []
  if (!isNode(first)) return null
  if (first.type === 'Literal') return typeof first.value === 'string' ? withoutValues(first.value) : null
  if (first.type !== 'TemplateLiteral' || !Array.isArray(first.quasis)) return null
  return first.quasis
    .map((part: { value: { cooked: string } }) => part.value.cooked)
    .join('…')
    .replace(TAG, '')
}

/** Values of a run, and the number by which docs/security.md finds the test. */
const withoutValues = (title: string) => title.replace(/%[sdifjo#]|\$\w+/g, '…').replace(TAG, '')
