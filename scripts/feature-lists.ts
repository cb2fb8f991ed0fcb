/** The two lists that install features, and what `npm run add` and `npm run remove` do to them. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LISTS = [
  ['src/features/index.ts', 'feature.ts'],
  ['src/features/index.server.ts', 'feature.server.ts'],
] as const
const IMPORT = /^import \{ (\w+) \} from '\.\/([\w-]+)\/feature(?:\.server)?\.ts'\n/gm

export const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

export const installedNames = (root: string): string[] =>
  [...readFileSync(join(root, LISTS[0][0]), 'utf8').matchAll(IMPORT)].map(([, , name = '']) => name)

/** Before the next name of the alphabet. */
export function addToLists(root: string, name: string): void {
  for (const [path, file] of LISTS) {
    const text = readFileSync(join(root, path), 'utf8')
    const next = [...text.matchAll(IMPORT)].find(([, , other = '']) => other > name)
    const [line, entry] = [`import { ${camelCase(name)} } from './${name}/${file}'\n`, `  ${camelCase(name)},\n`]
    const added =
      next === undefined
        ? text.replace(/((?:^import .*\n)+)/m, `$1${line}`).replace(/^\] as const/m, `${entry}] as const`)
        : text.replace(next[0], line + next[0]).replace(`\n  ${next[1]},\n`, `\n${entry}  ${next[1]},\n`)
    writeFileSync(join(root, path), added)
  }
}

export function removeFromLists(root: string, name: string): void {
  for (const [path, file] of LISTS) {
    const text = readFileSync(join(root, path), 'utf8')
    const line = `import { ${camelCase(name)} } from './${name}/${file}'\n`
    writeFileSync(join(root, path), text.replace(line, '').replace(`\n  ${camelCase(name)},\n`, '\n'))
  }
}

/** What goes with a feature: its folder, its page states and its tests. */
export const foldersOf = (root: string, name: string): string[] =>
  [`src/features/${name}`, `e2e/features/${name}`, `tests/features/${name}`].filter((folder) => existsSync(join(root, folder)))

/** Files outside of a feature that import it, and so must be changed first. The lists are not among them. */
export function usersOf(root: string, name: string): string[] {
  const own = [...foldersOf(root, name), ...LISTS.map(([path]) => path), 'src/routeTree']
  const files = globSync('{src,tests,e2e,scripts,bench}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/generated*/**', '**/node_modules/**'] })
  return files
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !own.some((start) => path.startsWith(start)))
    .filter((path) => readFileSync(join(root, path), 'utf8').includes(`#features/${name}/`))
    .toSorted()
}
