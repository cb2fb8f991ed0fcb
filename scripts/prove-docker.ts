/**
 * `npm run prove:docker`: HEAD in containers, as a stranger gets it; then once more after `down`, for what has to survive.
 * With `-- --scale`: three apps behind Caddy, each of them restarted in its turn under requests, and then replaced by a new image.
 */
import { spawn } from 'node:child_process'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT, refuse } from './checkout.ts'
import { answeredBy, areHealthy, rollUnderLoad, updateUnderLoad } from './docker-instances.ts'
import { anyPort } from './free-port.ts'

const IS_SCALE = process.argv.includes('--scale')
const FILES = IS_SCALE ? ['-f', 'docker-compose.yml', '-f', 'docker-compose.scale.yml'] : []
const READY_WITHIN_MS = 120_000
const PLAYWRIGHT = createRequire(import.meta.url).resolve('@playwright/test/cli')

if ((await run('docker', ['compose', 'version'], ROOT)) !== 0) refuse('docker compose does not answer: install Docker and start it.')

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-docker-'))
const clone = join(folder, 'gatehouse')
const appPort = await anyPort()
const mailpitPort = await anyPort()
const address = `http://localhost:${appPort}`
const composeEnv = {
  COMPOSE_PROJECT_NAME: `gatehouse-prove-${process.pid}`,
  APP_PORT: String(appPort),
  MAILPIT_PORT: String(mailpitPort),
  // Settings of this checkout, which a clone does not have. Compose takes an empty one for absent.
  APP_URL: '',
  TRUSTED_PROXY_HOPS: '',
  DATABASE_URL: '',
  AUTH_SECRET: '',
  SMTP_URL: '',
  MAIL_FROM: '',
  VALKEY_URL: IS_SCALE ? 'redis://valkey:6379' : '',
  SITE_ADDRESS: '',
}

// Ctrl-C reaches the running command too. It ends, and the lines below still clean up.
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort())

const isProven = await prove().catch((error: unknown) => {
  console.error(`gatehouse: ${error instanceof Error ? error.message : String(error)}`)
  return false
})
if (!isProven) await compose('logs', '--tail', '50')
await compose('down', '--volumes', '--rmi', 'local')
await rm(folder, { recursive: true, force: true })
console.log(isProven ? '\nok   docker' : '\nFAIL docker')
process.exit(isProven ? 0 : 1)

async function prove(): Promise<boolean> {
  if ((await run('git', ['clone', '--quiet', ROOT, clone], ROOT)) !== 0) return false
  if (IS_SCALE) return proveScale()
  if ((await compose('up', '--build', '-d')) !== 0 || !(await isReady())) return false
  if ((await story({})) !== 0) return false
  if ((await compose('down')) !== 0 || (await compose('up', '-d')) !== 0 || !(await isReady())) return false
  return (await story({ STORY_AGAIN: '1' })) === 0
}

async function proveScale(): Promise<boolean> {
  if ((await compose('up', '--build', '-d', '--scale', 'app=3')) !== 0 || !(await isReady())) return false
  if ((await story({})) !== 0) return false
  // Compose joined names by another sign once.
  const [apps = '', workers = ''] = ['app', 'worker'].map((name) => `${composeEnv.COMPOSE_PROJECT_NAME}[-_]${name}`)
  if (!(await areHealthy(workers)) || (await answeredBy(apps)) !== 3 || !(await rollUnderLoad(apps, address))) return false
  await makeNewVersion()
  if ((await compose('build')) !== 0 || (await compose('run', '--rm', 'migrate')) !== 0) return false
  return updateUnderLoad(apps, address, () => compose('up', '-d', '--no-deps', '--no-recreate', '--scale', 'app=6', 'app'))
}

/** Another image, of which all that matters here is that it is another. */
function makeNewVersion(): Promise<void> {
  return appendFile(join(clone, 'Dockerfile'), '\nLABEL org.opencontainers.image.version="new"\n')
}

function compose(...args: string[]): Promise<number> {
  return run('docker', ['compose', ...FILES, ...args], clone, composeEnv)
}

function story(more: Record<string, string>): Promise<number> {
  const env = { STORY_URL: address, STORY_MAIL: `http://127.0.0.1:${mailpitPort}`, ...more }
  return run(process.execPath, [PLAYWRIGHT, 'test', '--project=story'], ROOT, env)
}

async function isReady(): Promise<boolean> {
  const started = Date.now()
  while (!interruption.signal.aborted && Date.now() - started < READY_WITHIN_MS) {
    const answer = await fetch(`${address}/readyz`).catch(() => null)
    if (answer?.ok) return true
    await sleep(500)
  }
  console.error(`gatehouse: ${address}/readyz was not ready within ${READY_WITHIN_MS / 1000} seconds.`)
  return false
}

function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } })
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
