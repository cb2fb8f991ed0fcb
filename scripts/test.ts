/** `npm test`: every check and every test, one closing line. `npm test -- unit e2e` runs only those stages. */
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT, refuse } from './checkout.ts'
import { missingEvidence, ranInPlaywright, ranInVitest, readMap } from './evidence.ts'
import { findBrowser } from './find-browser.ts'

type Counts = { passed: number; failed: number; skipped: number }
type Stage = { name: string; run: () => Promise<Counts> }

const RESULTS = join(ROOT, 'test-results')
const VITEST_REPORT = join(RESULTS, 'vitest.json')
const PLAYWRIGHT_REPORT = join(RESULTS, 'e2e.json')

/** In the order in which a mistake is cheapest to see. */
const STAGES: Stage[] = [
  { name: 'messages', run: () => check('npm', ['run', '--silent', 'messages']) },
  { name: 'types', run: () => check('npm', ['run', '--silent', 'typecheck']) },
  { name: 'lint', run: () => check('oxlint') },
  { name: 'format', run: () => check('oxfmt', ['--check']) },
  { name: 'knip', run: () => check('knip') },
  { name: 'build', run: () => check('npm', ['run', '--silent', 'build', '--', '--quiet']) },
  { name: 'unit', run: () => vitest(['--project', 'unit', '--project', 'database', '--project', 'http']) },
  { name: 'e2e', run: playwright },
  // Reads what the two before it have reported.
  { name: 'evidence', run: evidence },
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name))
if (unknown.length > 0) refuse(`There is no test stage ${unknown.join(', ')}: choose from ${STAGES.map((stage) => stage.name).join(', ')}.`)

await rm(RESULTS, { recursive: true, force: true })
await mkdir(RESULTS, { recursive: true })
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
for (const stage of STAGES) {
  if (wanted.length > 0 && !wanted.includes(stage.name)) continue
  const started = Date.now()
  const counts = await stage.run().catch((error: unknown) => {
    console.error(`gatehouse: ${error instanceof Error ? error.message : String(error)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  console.log(`\n${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${stage.name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
  // Without a build there is nothing to test over HTTP or in a browser.
  if (stage.name === 'build' && counts.failed > 0) break
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

/** A tool that only passes or fails. */
async function check(command: string, args: string[] = []): Promise<Counts> {
  const code = await run(command, args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

async function vitest(args: string[]): Promise<Counts> {
  const code = await run('vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`])
  const report = await readJson(VITEST_REPORT)
  return counted(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0) },
    code,
  )
}

async function playwright(): Promise<Counts> {
  process.env.CHROME_PATH = await findBrowser()
  const code = await run('playwright', ['test'])
  const { stats = {} } = await readJson(PLAYWRIGHT_REPORT)
  if (stats.flaky > 0) console.log(`gatehouse: ${stats.flaky} needed a second try; look above for "flaky" and mend the race.`)
  return counted({ passed: (stats.expected ?? 0) + (stats.flaky ?? 0), failed: stats.unexpected, skipped: stats.skipped }, code)
}

/** Whether what docs/security.md names has run and passed. */
async function evidence(): Promise<Counts> {
  const rows = readMap(await readFile(join(ROOT, 'docs/security.md'), 'utf8')).filter(({ proofs }) => proofs.length > 0)
  const [unit, e2e] = [await readJson(VITEST_REPORT), await readJson(PLAYWRIGHT_REPORT)]
  const missing = missingEvidence(rows, [...ranInVitest(unit, ROOT.replaceAll('\\', '/')), ...ranInPlaywright(e2e)])
  for (const problem of missing) console.error(`docs/security.md ${problem}`)
  return { passed: rows.length > 0 && missing.length === 0 ? 1 : 0, failed: rows.length === 0 ? 1 : missing.length, skipped: 0 }
}

/** A runner that ended badly without a failed test (a crash, no report) still counts as one failure. */
function counted({ passed = 0, failed = 0, skipped = 0 }: Partial<Counts>, code: number): Counts {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped }
}

async function readJson(path: string) {
  return JSON.parse(await readFile(path, 'utf8').catch(() => '{}'))
}

function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
