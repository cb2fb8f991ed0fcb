import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'
import {
  type Ran,
  linksIn,
  missingEvidence,
  missingReports,
  partOfReport,
  ranInPlaywright,
  ranInVitest,
  readMap,
  tagsIn,
  wasRetried,
} from '../../scripts/evidence.ts'
import LEVELS from './asvs.json' with { type: 'json' }

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const rows = readMap(read('docs/security.md'))
const COUNTS =
  /Of these (\d+) requirements (\d+) have a test\. Of the others (\d+) ask for a document, .+?, (\d+) do not apply .+?, and (\d+) are a deviation without a test\. (\d+) rows name a deviation, those (\d+) among them/

/** Test files of the run, and what each is tagged with. */
const tagged = new Map(
  ['tests', 'e2e']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`.replaceAll('\\', '/')),
    )
    .filter(
      (path) =>
        /\.(test|spec)\.ts$|^e2e\/(features\/[^/]+\/)?stories\/.+\.ts$/.test(path) && path !== 'tests/architecture/security-map.test.ts',
    )
    .map((path) => [path, tagsIn(read(path))] as const),
)

describe('docs/security.md', () => {
  it('has one row for every requirement of levels 1 and 2, at its level, and none twice', () => {
    const found = rows.map(({ id }) => id)
    expect(Object.keys(LEVELS)).toHaveLength(171)
    expect(Object.keys(LEVELS).filter((id) => !found.includes(id))).toEqual([])
    expect(found.filter((id, index) => found.indexOf(id) !== index)).toEqual([])
    const levels = new Map(Object.entries<number>(LEVELS))
    expect(rows.filter(({ id, level }) => level !== (levels.get(id) ?? level)).map(({ id }) => id)).toEqual([])
  })

  it('gives every requirement a proof or a reason, and says what holds', () => {
    expect(rows.filter(({ proofs, reason }) => proofs.length === 0 && reason.length < 20).map(({ id }) => id)).toEqual([])
    expect(rows.filter(({ holds }) => holds.length < 3).map(({ id }) => id)).toEqual([])
  })

  it('counts right: each requirement has a test, or is a document, does not apply, or is a deviation', () => {
    const counted = rows.filter(({ id }) => id in LEVELS)
    const untested = counted.filter(({ proofs }) => proofs.length === 0)
    const begins = (list: typeof rows, pattern: RegExp) => list.filter(({ reason }) => pattern.test(reason)).length
    const numbers = [
      counted.length,
      counted.length - untested.length,
      begins(untested, /^A document:/),
      begins(untested, /^(Does not apply|Nothing to attack):/),
      begins(untested, /^Deviation:/),
    ]
    expect(numbers.slice(1).reduce((sum, number) => sum + number)).toBe(counted.length)
    const all = begins(counted, /^Deviation:/)
    expect(COUNTS.exec(read('docs/security.md'))?.slice(1).map(Number)).toEqual([...numbers, all, numbers.at(-1)])
  })

  it('names tests that there are, and that carry the number', () => {
    const without = rows.flatMap(({ id, proofs }) =>
      proofs.filter((path) => !tagged.get(path)?.includes(id)).map((path) => `${id} ${path}`),
    )
    expect(without).toEqual([])
  })

  it('names every test that carries a number', () => {
    const shown = new Set(rows.flatMap(({ id, proofs }) => proofs.map((path) => `${id} ${path}`)))
    const hidden = [...tagged].flatMap(([path, ids]) => ids.map((id) => `${id} ${path}`)).filter((pair) => !shown.has(pair))
    expect(hidden).toEqual([])
  })

  it('links to files that there are', () => {
    const links = linksIn(read('docs/security.md'))
    expect(links.length).toBeGreaterThan(100)
    expect([...new Set(links)].filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })
})

const PROMISED = readMap(
  '| 6.5.1 | 2 | once | [used](../src/x.ts) | [replay](../tests/http/x.test.ts) [story](../e2e/features/x/stories/x.ts) | |',
)
const inVitest = (status: string, tag = '[ASVS 2.3.4, 6.5.1]'): Ran[] =>
  ranInVitest({
    testResults: [{ name: '/home/me/app/tests/http/x.test.ts', assertionResults: [{ fullName: `a code works once ${tag}`, status }] }],
  })
const inPlaywright = (...statuses: string[]): Ran[] =>
  ranInPlaywright({
    suites: [
      {
        title: 'stories.spec.ts',
        suites: [
          {
            title: 'by keyboard',
            specs: [{ title: 'a person [ASVS 6.5.1]', file: 'stories.spec.ts', tests: statuses.map((status) => ({ status })) }],
          },
        ],
      },
    ],
  })

describe('the evidence of a run', () => {
  it('needs a report of every part: a crashed or stale part proves nothing', () => {
    const whole = ['faults.json', 'unit.json', 'db.json', 'http.json']
    expect(missingReports([...whole, 'e2e.json'])).toEqual([])
    expect(missingReports([...whole, 'e2e-1-of-3.json', 'e2e-3-of-3.json'])).toEqual(['e2e-2-of-3.json'])
    expect(missingReports(['unit-1-of-2.json'])).toEqual(['faults.json', 'unit-2-of-2.json', 'db.json', 'http.json', 'e2e.json'])
  })

  it('is read by stage when several stages were one run', () => {
    const files = ['/x/tests/lib/a.test.ts', '/x/tests/db/b.db.test.ts', String.raw`C:\x\tests\http\c.test.ts`]
    const report = { testResults: files.map((name) => ({ name, assertionResults: [] })) }
    const stages = ['unit', 'db', 'http']
    const parts = stages.map((stage) => partOfReport(report, stage, stages).testResults?.map(({ name }) => name))
    expect(parts).toEqual(files.map((name) => [name]))
    expect(partOfReport(report, 'faults', ['faults'])).toEqual(report)
  })

  it('is there when what the map names has run and passed, at a second try too', () => {
    expect(missingEvidence(PROMISED, [...inVitest('passed'), ...inPlaywright('expected', 'flaky')])).toEqual([])
  })

  it.each([
    ['failed', [...inVitest('failed'), ...inPlaywright('expected')]],
    ['was skipped', [...inVitest('pending'), ...inPlaywright('expected')]],
    ['carries another number', [...inVitest('passed', '[ASVS 6.5.10]'), ...inPlaywright('expected')]],
    ['failed in one browser', [...inVitest('passed'), ...inPlaywright('expected', 'unexpected')]],
    ['was skipped in the browser', [...inVitest('passed'), ...inPlaywright('skipped')]],
    ['did not run in the browser', [...inVitest('passed'), ...inPlaywright()]],
    ['is in a file that did not run', inVitest('passed')],
  ])('is missing when a test %s', (_, ran) => {
    expect(missingEvidence(PROMISED, ran)).toHaveLength(1)
  })

  it('is missing as a whole when nothing has run', () => {
    expect(missingEvidence(PROMISED, [...ranInVitest({}), ...ranInPlaywright({})])).toHaveLength(2)
  })

  it('names each test that passed only when retried', () => {
    const [ran] = inVitest('passed')
    expect(wasRetried([...inVitest('passed'), ...inPlaywright('expected')])).toEqual([])
    expect(wasRetried(inPlaywright('flaky'))).toEqual(['e2e/stories.spec.ts: stories.spec.ts by keyboard a person [ASVS 6.5.1]'])
    const report = {
      testResults: [{ name: '/a/tests/x.test.ts', assertionResults: [{ fullName: 'x', status: 'passed', failureMessages: ['late'] }] }],
    }
    expect(wasRetried([...ranInVitest(report), ...(ran ? [ran] : [])])).toEqual(['tests/x.test.ts: x'])
  })
})
