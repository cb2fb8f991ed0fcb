import { describe, expect, it } from 'vitest'
import { sources } from '../support/sources.ts'

/** A chain from `z.string(` to where it ends: a comma or a bracket that it did not open. */
function chainAt(text: string, from: number): string {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    if ('([{'.includes(text[at] ?? '')) depth += 1
    if (')]}'.includes(text[at] ?? '')) depth -= 1
    if (depth < 0 || (depth === 0 && /^(,|\n(?! *\.))/.test(text.slice(at)))) return text.slice(from, at)
  }
  return text.slice(from)
}

/** Texts that do not come from a request: our own sealed cookies, what Better Auth answers us, what a test of the mailbox kept. */
const OF_OUR_OWN = new Set([
  'features/jobs/jobs.server.ts · z.string()',
  'features/jobs/jobs.server.ts · z.string().nullable()',
  'features/sign-up/sign-up.server.ts · z.string()',
  'features/sign-in/seeded-people.tsx · z.string()',
  'features/two-factor/set-up.server.ts · z.string()',
  'features/two-factor/backup-codes.server.ts · z.string()',
])

const INPUT = /^(features|platform\/forms)\//
/** What an email shows comes from our own job queue. */
const EMAILS = /\/emails\.ts$/
const texts = sources()
  .filter(({ path }) => INPUT.test(path) && !EMAILS.test(path))
  .flatMap(({ path, text }) => [...text.matchAll(/\bz\.string\(/g)].map(({ index }) => ({ path, chain: chainAt(text, index).trim() })))

describe('every text that a form or a server function takes', () => {
  it('has a cap (denial of service by length) [ASVS 2.2.1, 1.5.2]', () => {
    expect(texts.length).toBeGreaterThan(10)
    const uncapped = texts.filter(({ chain }) => !/\.(max|length)\(/.test(chain)).map(({ path, chain }) => `${path} · ${chain}`)
    expect(uncapped.filter((line) => !OF_OUR_OWN.has(line))).toEqual([])
  })

  it('is never of any kind, and no list is without end', () => {
    const loose = sources()
      .filter(({ path, text }) => INPUT.test(path) && /\bz\.(any|unknown|record)\(/.test(text))
      .map(({ path }) => path)
    expect(loose).toEqual([])
  })
})
