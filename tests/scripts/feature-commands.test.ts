/** What `npm run add` and `npm run remove` change, in a copy of this checkout. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Copy, copyCheckout, runNode } from '../support/fork.ts'

/** Types of everything, beside other tests. */
const TIMEOUT_MS = 240_000
const GENERATED = /\/generated|\.build\.gen\.ts$/

let copy: Copy
beforeAll(() => {
  copy = copyCheckout()
})
afterAll(() => copy.remove())

const node = (...args: string[]) => runNode(copy.folder, ...args)

function files(): Map<string, string> {
  const paths = ['src', 'e2e', 'tests'].flatMap((folder) =>
    readdirSync(join(copy.folder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(copy.folder.length + 1)),
  )
  return new Map(paths.filter((path) => !GENERATED.test(path)).map((path) => [path, readFileSync(join(copy.folder, path), 'latin1')]))
}

const changed = (before: Map<string, string>, after: Map<string, string>) =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).toSorted()

it(
  'a feature that is added is its folder, its page states and a line in two lists; its types hold, and removing it leaves nothing',
  async () => {
    const before = files()
    expect(await node('scripts/run.mjs', 'add', 'feature', 'purchase-orders')).toMatchObject({ failed: false })
    const paths = changed(before, files())
    expect(paths.filter((path) => !/^(src|e2e)\/features\/purchase-orders\//.test(path))).toEqual([
      'src/features/index.server.ts',
      'src/features/index.ts',
      'src/routeTree.gen.ts',
    ])
    expect(await node('scripts/run.mjs', 'test', 'types')).toMatchObject({ failed: false })
    expect(await node('scripts/run.mjs', 'remove', 'purchase-orders')).toMatchObject({ failed: false })
    expect(changed(before, files())).toEqual([])
  },
  TIMEOUT_MS,
)

it(
  'a feature that others use is not removed: the files are named',
  async () => {
    const before = files()
    const { failed, output } = await node('scripts/run.mjs', 'remove', 'passkeys')
    expect([failed, output]).toEqual([
      true,
      expect.stringMatching(/^gatehouse: These files use passkeys\..*\n(  src\/features\/[\w./-]+\n)+$/),
    ])
    expect(changed(before, files())).toEqual([])
  },
  TIMEOUT_MS,
)

it.each([
  [['add', 'feature', 'Purchase Orders'], 'A feature is named in lower case, with hyphens: npm run add -- feature purchase-orders'],
  [['add', 'feature', 'passkeys'], 'src/features/passkeys exists already.'],
  [['remove', 'nothing'], 'npm run remove -- FEATURE removes one of these: account,'],
])('refuses %j in one line', async (args, line) => {
  const { failed, output } = await node('scripts/run.mjs', ...args)
  expect([failed, output]).toEqual([true, expect.stringContaining(`gatehouse: ${line}`)])
})
