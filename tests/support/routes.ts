/** The addresses of the build, with something in the place of their parameters. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'
import { sources } from './sources.ts'

/** Every one, whatever it answers to. */
export function addresses(): string[] {
  const tree = readFileSync(join(ROOT, 'src/routeTree.build.gen.ts'), 'utf8')
  const paths = [...(tree.match(/ fullPaths:([^}]*?)\n {2}\w/)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, path = '']) => path)
  return [...new Set(paths.map(filled))]
}

/** Those that take a form or another post. */
export function postAddresses(): string[] {
  return sources()
    .filter(({ path, text }) => path.startsWith('routes/') && !path.startsWith('routes/dev/') && /\b(POST|ANY):/.test(text))
    .map(({ text }) => filled((/createFileRoute\('([^']+)'\)/.exec(text)?.[1] ?? '').replaceAll(/\/_\w+|_(?=\/|$)/g, '')))
}

const filled = (path: string) => path.replace(/(?<=.)\/$/, '').replaceAll(/\$\w*/g, 'x')
