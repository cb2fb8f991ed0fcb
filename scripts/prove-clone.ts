/**
 * `npm run prove:clone`: does what the README says, as a stranger would. Clones HEAD into a temporary folder, and
 * with the system's own Node runs `npm install && npm run dev`, then the story in a browser against that server,
 * then a second start. Fails when a first page takes too long. `-- --npm 12` uses that npm, `-- --test` runs `npm test` too.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT, SHELL_ENV } from './checkout.ts'
import { findBrowser } from './find-browser.ts'

const START_DEADLINE_MS = 120_000
const STARTS = [
  { name: 'first', firstPageSeconds: 15 },
  { name: 'second', firstPageSeconds: 4 },
]
const npmVersion = process.argv[process.argv.indexOf('--npm') + 1]
const npm = process.argv.includes('--npm') ? ['npx', '--yes', `npm@${npmVersion}`] : ['npm']

/** A stranger has nothing of ours on the PATH. */
const path = (SHELL_ENV.PATH ?? '')
  .split(delimiter)
  .filter((entry) => !entry.includes('node_modules'))
  .join(delimiter)
const env = { ...Object.fromEntries(Object.entries(SHELL_ENV).filter(([name]) => !name.startsWith('npm_'))), PATH: path }

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-clone-'))
const checkout = join(folder, 'gatehouse')

// Ctrl-C reaches the running command too. It ends, and the lines below still clean up.
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort())

const isProven = await prove().catch((error: unknown) => {
  console.error(`gatehouse: ${error instanceof Error ? error.message : String(error)}`)
  return false
})
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
process.exit(isProven ? 0 : 1)

async function prove(): Promise<boolean> {
  await run(['git', 'clone', '--quiet', ROOT, checkout], ROOT)
  await run(['node', '--version'])
  await run([...npm, '--version'])
  await run([...npm, 'install'])
  for (const start of STARTS) await proveStart(start)
  if (process.argv.includes('--test')) await run([...npm, 'test'])
  return true
}

async function proveStart({ name, firstPageSeconds }: { name: string; firstPageSeconds: number }): Promise<void> {
  const started = performance.now()
  const dev = startDev()
  try {
    const url = await firstPage(dev)
    const seconds = (performance.now() - started) / 1000
    console.log(`${name} start: first page after ${seconds.toFixed(1)} s at ${url}`)
    await run(['playwright', 'test', '--project=story'], ROOT, { ...process.env, STORY_URL: url, CHROME_PATH: await findBrowser() })
    if (seconds > firstPageSeconds)
      throw new Error(`The first page of the ${name} start took ${seconds.toFixed(1)} s, more than ${firstPageSeconds} s.`)
  } finally {
    await end(dev)
  }
}

function run([command = '', ...args]: string[], cwd = checkout, variables: NodeJS.ProcessEnv = env): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: variables, stdio: ['ignore', 'inherit', 'inherit'], signal: interruption.signal })
    child.once('error', (error) => reject(new Error(`${command} ${args.join(' ')}: ${error.message}`)))
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}.`))))
  })
}

/** In a group of its own, which `end` ends as a whole. */
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
    interruption.signal.throwIfAborted()
    if (dev.exitCode !== null) throw new Error(`npm run dev ended with ${dev.exitCode}.`)
    const url = output.match(/Mailbox\s+(http:\/\/localhost:\d+)/)?.[1]
    const answer = url === undefined ? null : await fetch(url).catch(() => null)
    if (url !== undefined && answer?.ok) return url
    await sleep(50)
  }
  throw new Error(`No page within ${START_DEADLINE_MS / 1000} s.`)
}

/** Ctrl-C reaches the whole group, as in a terminal. */
async function end(dev: ChildProcess): Promise<void> {
  if (dev.exitCode !== null || dev.signalCode !== null || dev.pid === undefined) return
  const ended = new Promise((resolve) => dev.once('exit', resolve))
  process.kill(-dev.pid, 'SIGINT')
  await ended
}
