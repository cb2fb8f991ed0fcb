/** Generated files and the build follow the sources, in a copy of this checkout that somebody edits. */
import { appendFileSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashSources } from '../../scripts/build-sources.ts'
import { ROOT } from '../../scripts/checkout.ts'
import { type Copy, copyCheckout, runNode } from '../support/fork.ts'

/** Types and a build of everything, beside other tests. */
const TIMEOUT_MS = 240_000

let copy: Copy
beforeAll(() => {
  copy = copyCheckout()
})
afterAll(() => copy.remove())

const inCopy = (path: string) => join(copy.folder, path)

const node = (...args: string[]) => runNode(copy.folder, ...args)

/** As a runner does it. */
const prepare = () => node('--input-type=module', '-e', `await (await import('./scripts/fresh-build.ts')).default()`)

describe('a route', { timeout: TIMEOUT_MS }, () => {
  const TERMS = 'src/features/legal/routes/terms.tsx'

  it('that is removed makes the types stage fail in the files that link to it', async () => {
    rmSync(inCopy(TERMS))
    const { failed, output } = await node('scripts/run.mjs', 'test', 'types')
    cpSync(join(ROOT, TERMS), inCopy(TERMS))
    expect(failed).toBe(true)
    expect(output).toMatch(/^src\/.*error TS2322: Type '"\/terms"' is not assignable/m)
    expect(output).toContain('FAIL types')
  })

  it('of a path that another file has ends the writing of the tree, and a build', async () => {
    const twin = inCopy('src/routes/(twin)/terms.tsx')
    cpSync(inCopy(TERMS), twin)
    const routes = await node('scripts/run.mjs', 'routes')
    const build = await node('scripts/run.mjs', 'build', '--quiet')
    rmSync(twin)
    expect(routes).toEqual({ failed: true, output: expect.stringContaining('gatehouse: Conflicting configuration paths were found') })
    expect(build).toEqual({ failed: true, output: expect.stringContaining('Conflicting configuration paths were found') })
    expect(existsSync(inCopy('dist/server'))).toBe(false)
  })
})

describe('before tests that run a build', { timeout: TIMEOUT_MS }, () => {
  it('a missing one is built, one of the same sources is taken, and one of others is built again', async () => {
    const first = await prepare()
    expect(first).toEqual({ failed: false, output: 'gatehouse: dist/ is missing or older than the sources: building it.\n' })
    expect(existsSync(inCopy('dist/server/main.js'))).toBe(true)
    expect(await prepare()).toEqual({ failed: false, output: '' })
    appendFileSync(inCopy('vite.config.ts'), 'this is no TypeScript')
    const again = await prepare()
    expect(again).toEqual({ failed: true, output: expect.stringContaining('dist/ is missing or older') })
    expect(again.output).toContain('vite.config.ts')
  })

  it('every source counts, and what a build writes does not', () => {
    const before = hashSources(copy.folder)
    for (const path of [
      'src/routeTree.gen.ts',
      'src/platform/i18n/generated/x.js',
      'src/platform/i18n/generated.inlang/cache/x',
      'tests/x.ts',
    ])
      writeFileSync(inCopy(path), '')
    expect(hashSources(copy.folder)).toBe(before)
    const hashes = ['src/new.ts', 'public/new.txt', 'package-lock.json', 'vite.config.ts', 'drizzle/new.sql'].map((path) => {
      writeFileSync(inCopy(path), '')
      return hashSources(copy.folder)
    })
    expect(new Set([before, ...hashes]).size).toBe(6)
  })
})
