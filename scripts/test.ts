/** `npm test`: every check and every test, one closing line. `npm test -- --help` lists what else it takes. */
import { spawn } from 'node:child_process'
import { mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { changedTests } from './changed-tests.ts'
import { ROOT, refuse } from './checkout.ts'
import { missingEvidence, missingReports, ranInPlaywright, ranInVitest, readMap, wasRetried } from './evidence.ts'
import { findBrowser } from './find-browser.ts'

type Counts = { passed: number; failed: number; skipped: number }
/** `write` takes what a command prints; without it the terminal does. */
type Stage = { name: string; run: (write?: (text: string) => void) => Promise<Counts> }

const RESULTS = join(ROOT, 'test-results')

/** In the order in which a mistake is cheapest to see. Stages of one line run beside each other: vitest mostly waits, browsers compute. */
const STEPS: Stage[][] = [
  [{ name: 'messages', run: () => check('npm', ['run', '--silent', 'messages']) }],
  [{ name: 'types', run: () => check('npm', ['run', '--silent', 'typecheck']) }],
  [{ name: 'lint', run: () => check('oxlint') }],
  [{ name: 'format', run: () => check('oxfmt', ['--check']) }],
  [{ name: 'knip', run: () => check('knip') }],
  [{ name: 'build', run: () => check('npm', ['run', '--silent', 'build', '--', '--quiet']) }],
  // They stop servers and measure time.
  [{ name: 'faults', run: () => vitest(FAULTS_REPORT, ['--project', 'faults']) }],
  [
    { name: 'e2e', run: playwright },
    { name: 'unit', run: unitTests },
  ],
  // Reads the reports of the three stages before it.
  [{ name: 'evidence', run: evidence }],
]
const CHANGED: Stage = { name: 'changed', run: changed }
/** What `changed` runs first. */
const BEFORE_CHANGED = ['messages', 'types', 'lint', 'format', 'build']
const NAMES = STEPS.flat().map(({ name }) => name)

const HELP = `npm test                                  every check and every test
npm test -- types unit e2e                some stages: ${NAMES.join(', ')}
npm test -- changed [--since main]        in under three minutes: types, lint, format, build, and the vitest tests that
                                          import a file changed since that commit (HEAD); over HTTP also the tests
                                          named after a changed file or feature, and story
npm test -- unit --shard 1/2              one part of the tests, with a report named after it; e2e likewise
npm test -- evidence --reports FOLDER     docs/security.md against the reports of all parts`

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { shard: { type: 'string' }, reports: { type: 'string' }, since: { type: 'string' }, help: { type: 'boolean' } },
})
if (options.help) {
  console.log(HELP)
  process.exit(0)
}
const unknown = positionals.filter((name) => ![...NAMES, CHANGED.name].includes(name))
if (unknown.length > 0) refuse(`There is no test stage ${unknown.join(', ')}: choose from ${NAMES.join(', ')}, changed.`)
if (options.shard !== undefined && !/^\d+\/\d+$/.test(options.shard)) refuse(`--shard must look like 1/4, and is ${options.shard}.`)

const isChanged = positionals.includes(CHANGED.name)
const wanted = new Set(positionals.length === 0 ? NAMES : isChanged ? [...positionals, ...BEFORE_CHANGED] : positionals)
const shardOption = options.shard === undefined ? [] : [`--shard=${options.shard}`]
const part = options.shard === undefined ? '' : `-${options.shard.replace('/', '-of-')}`
const reportOf = (stage: string) => join(RESULTS, `${stage}${part}.json`)
const [FAULTS_REPORT, UNIT_REPORT, E2E_REPORT] = [reportOf('faults'), reportOf('unit'), reportOf('e2e')]

await mkdir(RESULTS, { recursive: true })
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const retried: string[] = []
for (const step of [...STEPS, ...(isChanged ? [[CHANGED]] : [])]) {
  const [first, ...beside] = step.filter(({ name }) => wanted.has(name))
  if (first === undefined) continue
  // The first one prints at once, the others when all have ended: what failed is read in one piece.
  const kept = beside.map(() => '')
  const counts = await Promise.all([perform(first), ...beside.map((stage, index) => perform(stage, (text) => void (kept[index] += text)))])
  process.stdout.write(kept.join(''))
  // Without a build there is nothing to test over HTTP or in a browser.
  if (first.name === 'build' && counts.some(({ failed }) => failed > 0)) break
}
for (const title of retried) console.log(`retried: ${title}`)
if (retried.length > 0) console.log(`gatehouse: ${retried.length} passed only when retried: each is a race to fix.\n`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

async function perform(stage: Stage, write?: (text: string) => void): Promise<Counts> {
  const started = Date.now()
  const say = write ?? ((text: string) => void process.stdout.write(text))
  const counts = await stage.run(write).catch((error: unknown) => {
    say(`gatehouse: ${error instanceof Error ? error.message : String(error)}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  say(`\n${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${stage.name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n\n`)
  return counts
}

/** A tool that only passes or fails. */
async function check(command: string, args: string[] = []): Promise<Counts> {
  const code = await run(command, args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

async function vitest(path: string, args: string[], write?: (text: string) => void): Promise<Counts> {
  await rm(path, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
  const code = await run('vitest', ['run', ...shardOption, ...args, ...reporters], write)
  const report = await readJson(path)
  retried.push(...wasRetried(ranInVitest(report)))
  return counted(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0) },
    code,
  )
}

/** Beside the browsers, which take longer, fewer workers than vitest.config.ts says are enough, and leave them their time. */
function unitTests(write?: (text: string) => void): Promise<Counts> {
  const projects = ['unit', 'database', 'http'].map((name) => `--project=${name}`)
  return vitest(UNIT_REPORT, [...projects, ...(write === undefined ? [] : ['--maxWorkers=2'])], write)
}

async function playwright(write?: (text: string) => void): Promise<Counts> {
  await rm(E2E_REPORT, { force: true })
  Object.assign(process.env, { CHROME_PATH: await findBrowser(), E2E_REPORT })
  const code = await run('playwright', ['test', ...shardOption], write)
  const report = await readJson(E2E_REPORT)
  const { stats = {} } = report
  retried.push(...wasRetried(ranInPlaywright(report)))
  return counted({ passed: (stats.expected ?? 0) + (stats.flaky ?? 0), failed: stats.unexpected, skipped: stats.skipped }, code)
}

async function changed(): Promise<Counts> {
  const { files, left } = await changedTests(options.since ?? 'HEAD')
  if (left.length > 0)
    console.log(`gatehouse: ${left.length} more files test over HTTP what has changed: npm test -- build faults unit runs them.`)
  if (files.length === 0) return { passed: 1, failed: 0, skipped: 0 }
  return vitest(UNIT_REPORT, files)
}

/** Whether what docs/security.md names has run and passed. */
async function evidence(): Promise<Counts> {
  const rows = readMap(await readFile(join(ROOT, 'docs/security.md'), 'utf8')).filter(({ proofs }) => proofs.length > 0)
  const paths = await reportPaths()
  const absent = missingReports(paths.map((path) => basename(path)))
  const unit = await Promise.all(paths.filter((path) => /(faults|unit)[^/\\]*$/.test(path)).map(readJson))
  const e2e = await Promise.all(paths.filter((path) => /e2e[^/\\]*$/.test(path)).map(readJson))
  const missing = [
    ...absent.map((name) => `${name}: no report of this part of the run`),
    ...missingEvidence(rows, [...unit.flatMap(ranInVitest), ...e2e.flatMap(ranInPlaywright)]).map(
      (problem) => `docs/security.md ${problem}`,
    ),
  ]
  for (const problem of missing) console.error(problem)
  return { passed: rows.length > 0 && missing.length === 0 ? 1 : 0, failed: rows.length === 0 ? 1 : missing.length, skipped: 0 }
}

/** Of the stages of this run, or of all its parts: a folder with `unit-1-of-2.json`, `e2e-1-of-4.json` and the like. */
async function reportPaths(): Promise<string[]> {
  const { reports } = options
  if (reports === undefined) return ['faults', 'unit', 'e2e'].filter((stage) => wanted.has(stage)).map(reportOf)
  return (await readdir(reports)).filter((name) => /^(faults|unit|e2e).*\.json$/.test(name)).map((name) => join(reports, name))
}

/** A runner that ended badly without a failed test (a crash, no report) still counts as one failure. */
function counted({ passed = 0, failed = 0, skipped = 0 }: Partial<Counts>, code: number): Counts {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped }
}

async function readJson(path: string) {
  return JSON.parse(await readFile(path, 'utf8').catch(() => '{}'))
}

function run(command: string, args: string[], write?: (text: string) => void): Promise<number> {
  return new Promise((resolve) => {
    const say = write ?? console.error
    const stdio = write === undefined ? 'inherit' : 'pipe'
    const env = { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) }
    const child = spawn(command, args, { cwd: ROOT, stdio: ['inherit', stdio, stdio], env, shell: process.platform === 'win32' })
    child.stdout?.setEncoding('utf8').on('data', say)
    child.stderr?.setEncoding('utf8').on('data', say)
    child.once('error', (error) => {
      say(`${command}: ${error.message}\n`)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}
