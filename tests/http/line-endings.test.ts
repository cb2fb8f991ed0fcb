import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import { buildFork } from '../support/fork.ts'

const BUILD_TIMEOUT_MS = 180_000
/** What a build reads. */
const FOLDERS = ['src', 'scripts', 'tests', 'e2e', 'drizzle', 'public']
const TEXT = /\.(tsx?|mjs|json|css|svg|md|sql)$/

const filesIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => TEXT.test(path) && !path.includes('/generated/') && readFileSync(join(ROOT, path), 'utf8').includes('\n'))

/** Tailwind reads sources by itself, and takes a word in front of CRLF for the name of a class: a rule or two more in the styles. */
const SIZE_TOLERANCE_BYTES = 64

/** By name, without the hash of the content, which names the folder of the checkout. `public` is copied with its line endings. */
const built = (folder: string) =>
  readdirSync(join(folder, 'dist/client'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      name: relative(folder, path)
        .replace(/-[\w-]{8}\./, '.')
        .replaceAll('\\', '/'),
      bytes: readFileSync(path, 'latin1').replaceAll('\r\n', '\n').length,
    }))
    .toSorted((one, other) => (one.name === other.name ? one.bytes - other.bytes : one.name < other.name ? -1 : 1))

describe('line endings', () => {
  it('are LF in a clone, also where Git converts them to CRLF (core.autocrlf=true)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-clone-'))
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'core.autocrlf=true', '-c', 'core.safecrlf=false', ...words], { cwd: folder })
    try {
      git('init', '--quiet', 'origin')
      const source = join(folder, 'origin')
      copyFileSync(join(ROOT, '.gitattributes'), join(source, '.gitattributes'))
      writeFileSync(join(source, 'page.tsx'), 'one\ntwo\n')
      git('-C', 'origin', 'add', '.')
      git('-C', 'origin', '-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'Add a page')
      git('clone', '--quiet', 'origin', 'clone')
      expect(readFileSync(join(folder, 'clone/page.tsx'), 'utf8')).toBe('one\ntwo\n')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it(
    'do not change a build: sources with CRLF give the same files, in name and size, as with LF',
    { timeout: BUILD_TIMEOUT_MS },
    async () => {
      const files = [...FOLDERS.flatMap(filesIn), 'vite.config.ts', 'tsconfig.json', 'package.json']
      const fork = await buildFork(files, (source) => source.replaceAll('\n', '\r\n'))
      try {
        const [withLf, withCrlf] = [built(ROOT), built(fork.folder)]
        expect(withCrlf.map(({ name }) => name)).toEqual(withLf.map(({ name }) => name))
        const changed = withCrlf.filter(({ bytes }, index) => Math.abs(bytes - (withLf[index]?.bytes ?? 0)) > SIZE_TOLERANCE_BYTES)
        expect(changed).toEqual([])
      } finally {
        fork.remove()
      }
    },
  )
})
