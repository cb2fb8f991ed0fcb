/**
 * `npm run prove:clone`: does what the README says, as a stranger would. Clones HEAD into a temporary folder, and
 * with the system's own Node runs `npm install && npm run dev`, then the story in a browser against that server,
 * then a second start. Says how long the first page took. `-- --npm 12` uses that npm.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ROOT } from './checkout.ts'
import { findBrowser } from './find-browser.ts'

const START_DEADLINE_MS = 120_000
const npmVersion = process.argv[process.argv.indexOf('--npm') + 1]
const npm = process.argv.includes('--npm') ? ['npx', '--yes', `npm@${npmVersion}`] : ['npm']

/** A stranger has nothing of ours on the PATH. */
const path = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((entry) => !entry.includes('node_modules'))
  .join(delimiter)
const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))), PATH: path }

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-clone-'))
const checkout = join(folder, 'gatehouse')
let failed = false
try {
  execFileSync('git', ['clone', '--quiet', ROOT, checkout])
  console.log(`Node ${execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim()}, npm ${run([...npm, '--version']).trim()}`)
  run([...npm, 'install'])
  for (const start of ['first', 'second']) {
    const started = performance.now()
    const dev = startDev()
    try {
      const url = await firstPage(dev)
      console.log(`${start} start: first page after ${((performance.now() - started) / 1000).toFixed(1)} s at ${url}`)
      const story = { ...process.env, STORY_URL: url, CHROME_PATH: await findBrowser() }
      execFileSync('playwright', ['test', '--project=story'], { cwd: ROOT, stdio: 'inherit', env: story })
    } finally {
      await end(dev)
    }
  }
} catch (error) {
  failed = true
  console.error(error instanceof Error ? error.message : error)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)

function run([command = '', ...args]: string[]): string {
  return execFileSync(command, args, { cwd: checkout, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

function startDev(): ChildProcess {
  const [command = '', ...args] = [...npm, 'run', 'dev']
  return spawn(command, args, { cwd: checkout, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true })
}

/** The address that the terminal names, once it answers a page. */
async function firstPage(dev: ChildProcess): Promise<string> {
  let output = ''
  dev.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    process.stdout.write(chunk)
  })
  const deadline = Date.now() + START_DEADLINE_MS
  while (Date.now() < deadline) {
    if (dev.exitCode !== null) throw new Error(`npm run dev ended with ${dev.exitCode}.`)
    const url = output.match(/Gatehouse\s+(http:\/\/localhost:\d+)/)?.[1]
    const answer = url === undefined ? null : await fetch(url).catch(() => null)
    if (url !== undefined && answer?.ok) return url
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No page within ${START_DEADLINE_MS / 1000} s.`)
}

/** Ctrl-C reaches the whole group, as in a terminal. */
async function end(dev: ChildProcess): Promise<void> {
  if (dev.exitCode !== null || dev.pid === undefined) return
  const ended = new Promise((resolve) => dev.once('exit', resolve))
  process.kill(-dev.pid, 'SIGINT')
  await ended
}
