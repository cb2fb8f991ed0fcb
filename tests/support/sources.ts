import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'

/** `messages`: the keys of those it shows. */
export type Source = { path: string; text: string; imports: string[]; messages: string[] }

const SRC = join(ROOT, 'src')

/** Every file of `src` that people write, with those of its imports that are such files: paths under `src`, imports without ending. */
export function sources(): Source[] {
  const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('generated/') && !path.includes('.gen.'))
  const known = new Set(paths.map(withoutEnding))
  return paths.map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8').replaceAll('\r\n', '\n')
    return { path, text, imports: namesIn(path, text).filter((name) => known.has(name)), messages: messagesIn(text) }
  })
}

function namesIn(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
    withoutEnding(name.startsWith('#') ? name.slice(1) : posix.join(dirname(path), name)),
  )
}

/** By import, or handed over: `text: (m) => m.…()`. */
const messagesIn = (text: string): string[] =>
  /\/generated\/messages\.js|\(m\b/.test(text) ? [...new Set([...text.matchAll(/\bm\.(\w+)/g)].map(([, key = '']) => key))] : []

const withoutEnding = (path: string) => path.replace(/\.tsx?$/, '')
