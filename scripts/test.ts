/** `npm test`: every check and every test, one closing line. `npm test -- --help` lists what else it takes. */
import { spawn } from 'node:child_process'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { changedTests } from './changed-tests.ts'
import { ROOT, refuse } from './checkout.ts'
import {
  type Ran,
  REPORTED,
  missingEvidence,
  missingReports,
  partOfReport,
  ranInPlaywright,
  ranInVitest,
  readMap,
  wasRetried,
} from './evidence.ts'
import { findBrowser } from './find-browser.ts'
import freshBuild from './fresh-build.ts'

type Counts = { passed: number; failed: number; skipped: number }
/** `write` takes what a command prints; without it the terminal does. `names`: several stages may be one run, of those that are wanted. */
type Stage = { names: string[]; run: (write: Write | undefined, wanted: string[]) => Promise<Counts> }
type Write = (text: string) => void

const toTerminal: Write = (text) => void process.stdout.write(text)
const RESULTS = join(ROOT, 'test-results')
/** The projects of vitest.config.ts. */
const PROJECTS: Record<string, string[]> = {
  unit: ['architecture', 'unit'],
  db: ['db'],
  http: ['http'],
  faults: ['faults'],
  architecture: ['architecture'],
}
/** Beside another stage, fewer workers than in vitest.config.ts are enough, and leave that one its time. */
const FEW_WORKERS = ['--maxWorkers=2']

/** In the order in which a mistake is cheapest to see. Stages of one line run beside each other: vitest mostly waits, browsers compute. */
const STEPS: Stage[][] = [
  [check('messages', 'npm', ['run', '--silent', 'messages']), check('routes', 'npm', ['run', '--silent', 'routes'])],
  [
    { names: ['types'], run: types },
    check('lint', 'oxlint'),
    check('format', 'oxfmt', ['--check'], 'npm run format formats them.'),
    check('knip', 'knip'),
    { names: ['architecture'], run: (write) => vitest(['architecture'], FEW_WORKERS, write) },
  ],
  [{ names: ['build'], run: build }],
  // They stop servers and measure time.
  [{ names: ['faults'], run: (write) => vitest(['faults'], [], write) }],
  [
    { names: ['e2e'], run: playwright },
    { names: ['unit', 'db', 'http'], run: (write, names) => vitest(names, write === undefined ? [] : FEW_WORKERS, write) },
  ],
  // Reads the reports of the stages before it.
  [{ names: ['evidence'], run: evidence }],
]
const CHANGED: Stage = { names: ['changed'], run: changed }
const NAMES = STEPS.flat().flatMap(({ names }) => names)
/** `unit` runs these too. */
const WHOLE = NAMES.filter((name) => name !== 'architecture')
/** What a name adds: the stages that write generated files for it, and those that it is short for. */
const NEEDS: Record<string, string[]> = {
  quick: ['types', 'lint', 'format', 'knip', 'architecture'],
  changed: ['types', 'lint', 'format', 'build'],
  types: ['messages', 'routes'],
  knip: ['messages', 'routes'],
  architecture: ['messages'],
  unit: ['messages', 'routes'],
  db: ['messages'],
}

const HELP = `npm test                                  every check and every test
npm test -- types unit e2e                some stages: ${NAMES.join(', ')}
npm test -- quick                         in half a minute: messages, routes, types, lint, format, knip, architecture
npm test -- changed [--since main]        in under three minutes: types, lint, format, build, and the vitest tests that
                                          import a file changed since that commit (HEAD); over HTTP also the tests
                                          named after a changed file or feature, and story
npm test -- unit --shard 1/2              one part of the tests, with a report named after it; db, http and e2e likewise
npm test -- evidence --reports FOLDER     docs/security.md against the reports of all parts`

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { shard: { type: 'string' }, reports: { type: 'string' }, since: { type: 'string' }, help: { type: 'boolean' } },
})
if (options.help) {
  console.log(HELP)
  process.exit(0)
}
const unknown = positionals.filter((name) => ![...NAMES, 'changed', 'quick'].includes(name))
if (unknown.length > 0) refuse(`There is no test stage ${unknown.join(', ')}: choose from ${NAMES.join(', ')}, quick, changed.`)
if (options.shard !== undefined && !/^\d+\/\d+$/.test(options.shard)) refuse(`--shard must look like 1/4, and is ${options.shard}.`)

const asked = positionals.length === 0 ? WHOLE : positionals
const wanted = new Set(asked.flatMap(withNeeds))
const shardOption = options.shard === undefined ? [] : [`--shard=${options.shard}`]
const part = options.shard === undefined ? '' : `-${options.shard.replace('/', '-of-')}`
const reportOf = (stage: string) => join(RESULTS, `${stage}${part}.json`)
const E2E_REPORT = reportOf('e2e')

await mkdir(RESULTS, { recursive: true })
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const retried: string[] = []
for (const step of [...STEPS, [CHANGED]]) {
  const [first, ...beside] = step.filter(({ names }) => names.some((name) => wanted.has(name)))
  if (first === undefined) continue
  // The first one prints at once, the others when all have ended: what failed is read in one piece.
  const kept = beside.map(() => '')
  const counts = await Promise.all([perform(first), ...beside.map((stage, index) => perform(stage, (text) => void (kept[index] += text)))])
  process.stdout.write(kept.join(''))
  // Without a build there is nothing to test over HTTP or in a browser.
  if (first.names.includes('build') && counts.some(({ failed }) => failed > 0)) break
}
for (const title of retried) console.log(`retried: ${title}`)
if (retried.length > 0) console.log(`gatehouse: ${retried.length} passed only when retried: each is a race to fix.\n`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

function withNeeds(name: string): string[] {
  return [name, ...(NEEDS[name] ?? []).flatMap(withNeeds)]
}

async function perform(stage: Stage, write?: Write): Promise<Counts> {
  const started = Date.now()
  const say = write ?? toTerminal
  const names = stage.names.filter((name) => wanted.has(name))
  const counts = await stage.run(write, names).catch((error: unknown) => {
    say(`gatehouse: ${error instanceof Error ? error.message : String(error)}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  say(`\n${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${names.join(', ')} (${((Date.now() - started) / 1000).toFixed(1)} s)\n\n`)
  return counts
}

/** A tool that only passes or fails. `hint`: the fix. */
function check(name: string, command: string, args: string[] = [], hint?: string): Stage {
  return { names: [name], run: (write) => passes(command, args, write, hint) }
}

async function passes(command: string, args: string[], write?: Write, hint?: string): Promise<Counts> {
  const code = await run(command, args, write)
  if (code !== 0 && hint !== undefined) (write ?? toTerminal)(`gatehouse: ${hint}\n`)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

async function types(write?: Write): Promise<Counts> {
  const product = await passes('tsc', [], write)
  return product.failed > 0 ? product : passes('tsc', ['-p', 'bench/minimal'], write)
}

/** Always builds when it is named; for a stage that needs it, only if dist/ is out of date. */
async function build(write?: Write): Promise<Counts> {
  if (asked.includes('build')) return passes('npm', ['run', '--silent', 'build', '--', '--quiet'], write)
  await freshBuild()
  return { passed: 1, failed: 0, skipped: 0 }
}

/** One run for all stages, each with a report of its own. */
async function vitest(stages: string[], args: string[], write?: Write): Promise<Counts> {
  const path = join(RESULTS, 'vitest.json')
  await Promise.all([path, ...stages.map(reportOf)].map((report) => rm(report, { force: true })))
  const projects = stages.flatMap((stage) => PROJECTS[stage] ?? []).map((name) => `--project=${name}`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
  const code = await run('vitest', ['run', ...shardOption, ...projects, ...args, ...reporters], write)
  const report = await readJson(path)
  if (report.testResults) for (const stage of stages) await writeFile(reportOf(stage), JSON.stringify(partOfReport(report, stage, stages)))
  retried.push(...wasRetried(ranInVitest(report)))
  return counted(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0) },
    code,
  )
}

async function playwright(write?: Write): Promise<Counts> {
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
    console.log(`gatehouse: ${left.length} more files test over HTTP what has changed: npm test -- build faults http runs them.`)
  if (files.length === 0) return { passed: 1, failed: 0, skipped: 0 }
  return vitest(['changed'], files)
}

/** Whether what docs/security.md names has run and passed. */
async function evidence(): Promise<Counts> {
  const rows = readMap(await readFile(join(ROOT, 'docs/security.md'), 'utf8')).filter(({ proofs }) => proofs.length > 0)
  const paths = await reportPaths()
  const absent = missingReports(paths.map((path) => basename(path)))
  const ran = (await Promise.all(paths.map(ranIn))).flat()
  const missing = [
    ...absent.map((name) => `${name}: no report of this part of the run`),
    ...missingEvidence(rows, ran).map((problem) => `docs/security.md ${problem}`),
  ]
  for (const problem of missing) console.error(problem)
  return { passed: rows.length > 0 && missing.length === 0 ? 1 : 0, failed: rows.length === 0 ? 1 : missing.length, skipped: 0 }
}

async function ranIn(path: string): Promise<Ran[]> {
  const report = await readJson(path)
  return basename(path).startsWith('e2e') ? ranInPlaywright(report) : ranInVitest(report)
}

/** Of the stages of this run, or of all its parts: a folder with `unit-1-of-2.json`, `e2e-1-of-4.json` and the like. */
async function reportPaths(): Promise<string[]> {
  const { reports } = options
  if (reports === undefined) return REPORTED.filter((stage) => wanted.has(stage)).map(reportOf)
  return (await readdir(reports)).filter((name) => REPORTED.includes(name.split(/[-.]/, 1)[0] ?? '')).map((name) => join(reports, name))
}

/** A runner that ended badly without a failed test (a crash, no report) still counts as one failure. */
function counted({ passed = 0, failed = 0, skipped = 0 }: Partial<Counts>, code: number): Counts {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped }
}

async function readJson(path: string) {
  return JSON.parse(await readFile(path, 'utf8').catch(() => '{}'))
}

function run(command: string, args: string[], write?: Write): Promise<number> {
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
