import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** Without the hash of their content, which names the folder of the checkout. */
const built = (folder: string) =>
  readdirSync(join(folder, 'dist/client'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replace(/-[\w-]{8}\./, '.').replaceAll('\\', '/'))
    .filter((path) => !/\.(br|gz)$/.test(path))
    .toSorted()

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

  it('do not change a build: sources with CRLF give the same files as with LF', { timeout: BUILD_TIMEOUT_MS }, async () => {
    const files = [...FOLDERS.flatMap(filesIn), 'vite.config.ts', 'tsconfig.json', 'package.json']
    const fork = await buildFork(files, (source) => source.replaceAll('\n', '\r\n'))
    try {
      expect(built(fork.folder)).toEqual(built(ROOT))
    } finally {
      fork.remove()
    }
  })
})
