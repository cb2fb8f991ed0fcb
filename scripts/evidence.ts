/**
 * docs/security.md joins each requirement to the tests that prove it, by the tag at the end of their titles:
 * `… [ASVS 6.5.1, 2.3.4]`. Here is how the map and the reports of a run are read, and what is missing between them.
 */

/** A line of the map. `proofs`: test files, from the root. `reason`: why there is none, or what is left open. */
export type Row = { id: string; level: number; holds: string; proofs: string[]; reason: string }

/** A test of a run, with the titles around it. `retried`: it passed at a second try. */
export type Ran = { file: string; title: string; passed: boolean; retried: boolean }

const ROW = /^\|\s*(\d+\.\d+\.\d+)\s*\|\s*([123])\s*\|(.+)\|$/gm
const TAG = /\[ASVS ([\d., ]+)\]/g
const LINK = /\]\(\.\.\/([^)#]+)\)/g

export function readMap(markdown: string): Row[] {
  return [...markdown.matchAll(ROW)].map(([, id = '', level = '', rest = '']) => {
    const [, holds = '', proof = '', reason = ''] = rest.split('|').map((cell) => cell.trim())
    return { id, level: Number(level), holds, proofs: linksIn(proof), reason }
  })
}

/** Files that a cell of the map links to. */
export const linksIn = (cell: string): string[] => [...cell.matchAll(LINK)].map(([, path = '']) => path)

export const tagsIn = (text: string): string[] => [...new Set([...text.matchAll(TAG)].flatMap(([, ids = '']) => ids.split(/,\s*/)))]

/** What the map promises and the run does not show. A test that was skipped shows nothing. */
export function missingEvidence(rows: Row[], ran: Ran[]): string[] {
  return rows.flatMap(({ id, proofs }) =>
    proofs.flatMap((file) => {
      const tests = ran.filter((test) => test.file === runnerOf(file) && tagsIn(test.title).includes(id))
      if (tests.length === 0) return [`${id}: no test of ${file} that is tagged so has run`]
      return tests.filter(({ passed }) => !passed).map(({ title }) => `${id}: “${title}” of ${file} did not pass`)
    }),
  )
}

/** Of one feature, or of many. */
const STORY = /^e2e\/(features\/[^/]+\/)?stories\//
/** A story is a title and a function: `e2e/stories.spec.ts` runs it. */
const runnerOf = (file: string): string => (STORY.test(file) ? 'e2e/stories.spec.ts' : file)

/** The stages that write a report. */
export const REPORTED = ['faults', 'unit', 'db', 'http', 'e2e']

/** Parts of a run without a report, by file name: `e2e-2-of-3.json`. Each stage is there whole or in parts. */
export function missingReports(names: readonly string[]): string[] {
  return REPORTED.flatMap((stage) => {
    if (names.includes(`${stage}.json`)) return []
    const parts = Number(names.flatMap((name) => new RegExp(`^${stage}-\\d+-of-(\\d+)\\.json$`).exec(name)?.[1] ?? [])[0] ?? 1)
    const wanted = Array.from({ length: parts }, (_, index) => (parts === 1 ? `${stage}.json` : `${stage}-${index + 1}-of-${parts}.json`))
    return wanted.filter((name) => !names.includes(name))
  })
}

export const wasRetried = (ran: Ran[]): string[] => ran.filter(({ retried }) => retried).map(({ file, title }) => `${file}: ${title}`)

type VitestReport = {
  testResults?: { name: string; assertionResults: { fullName: string; status: string; failureMessages?: string[] }[] }[]
}

/** What of the report of a run is one stage's, when that run was several. */
export function partOfReport({ testResults = [] }: VitestReport, stage: string, stages: readonly string[]): VitestReport {
  return { testResults: testResults.filter(({ name }) => stages.length === 1 || stageOf(name) === stage) }
}

function stageOf(file: string): string {
  if (/[\\/]tests[\\/]http[\\/]/.test(file)) return 'http'
  return file.endsWith('.db.test.ts') ? 'db' : 'unit'
}

/** Vitest names files by their whole path, on whichever machine it ran, and keeps the failure of a first try. */
export const ranInVitest = ({ testResults = [] }: VitestReport): Ran[] =>
  testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages = [] }) => ({
      file: name.replaceAll('\\', '/').replace(/^.*\/(?=tests\/)/, ''),
      title: fullName,
      passed: status === 'passed',
      retried: status === 'passed' && failureMessages.length > 0,
    })),
  )

type Suite = { title: string; specs?: Spec[]; suites?: Suite[] }
type Spec = { title: string; file: string; tests: { status: string }[] }
type PlaywrightReport = { suites?: Suite[] }

/** One that needed a second try has passed: `npm test` names it. */
export const ranInPlaywright = ({ suites = [] }: PlaywrightReport): Ran[] => suites.flatMap((suite) => specsIn(suite, []))

function specsIn({ title, specs = [], suites = [] }: Suite, around: string[]): Ran[] {
  const titles = [...around, title]
  const own = specs.map((spec) => ({
    file: `e2e/${spec.file}`,
    title: [...titles, spec.title].join(' '),
    passed: spec.tests.length > 0 && spec.tests.every(({ status }) => status === 'expected' || status === 'flaky'),
    retried: spec.tests.some(({ status }) => status === 'flaky'),
  }))
  return [...own, ...suites.flatMap((suite) => specsIn(suite, titles))]
}
