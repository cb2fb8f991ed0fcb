/** `npm run dev`: database, migrations, seeded people, worker and Vite in one process that ends together. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createServer, isRunnableDevEnvironment } from 'vite'
import { brand } from '../src/brand.ts'
import { givenDatabaseUrl, givenPort } from '../src/env.server.ts'
import { DATA, ROOT, orRefuse, ownSecret, refuse } from './checkout.ts'
import { migrateDatabase, openDatabase } from './database.ts'
import { freePort } from './free-port.ts'
import { type SeededPerson, seed, seededPeople } from './seed.ts'
import { startStandInGithub } from './stand-in-github/server.ts'

const SECRET_BYTES = 32
const say = (line: string) => console.log(`  ${line}`)

const wantedPort = orRefuse(givenPort)
const port = await freePort(wantedPort)
if (port === null) refuse(`No port is free from ${wantedPort} upwards: set PORT to another.`)

const isEmbedded = orRefuse(givenDatabaseUrl) === null
if (isEmbedded && !existsSync(join(DATA, 'postgres')))
  say('First start: making a PostgreSQL 18 database under .data/ (a few seconds, once)')
const people = isEmbedded ? await seededPeople() : []
const hasGithubKeys = Boolean(process.env.GITHUB_CLIENT_ID || process.env.GITHUB_CLIENT_SECRET)
const github = hasGithubKeys ? null : await startStandInGithub({ appOrigin: `http://localhost:${port}` })
Object.assign(process.env, {
  NODE_ENV: 'development',
  LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
  DATA_DIRECTORY: DATA,
  AUTH_SECRET: process.env.AUTH_SECRET || (await ownSecret('auth-secret', SECRET_BYTES)),
  APP_URL: `http://localhost:${port}`,
  VITE_SEEDED_PEOPLE: JSON.stringify(people),
  ...github?.env,
})

// Both take a second; nothing of the app is loaded before the first request.
const [database, server] = await Promise.all([
  readyDatabase(),
  createServer({ root: ROOT, server: { port, strictPort: true }, clearScreen: false, logLevel: 'warn' }),
])
process.env.DATABASE_URL = database.url
await server.listen()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop())
announce(people)

const { ssr } = server.environments
if (ssr === undefined || !isRunnableDevEnvironment(ssr)) refuse('Vite has no server environment: run npm install again.')
const loadWorker = () => ssr.runner.import<typeof import('../src/worker.ts')>('/src/worker.ts')
let worker = await loadWorker()
await worker.startWorker()
let refreshing = Promise.resolve()
server.watcher.on('change', () => {
  refreshing = refreshing.then(refreshWorker).catch((error: unknown) => console.error(error))
})

async function readyDatabase() {
  const opened = await openDatabase(say)
  await migrateDatabase(opened.url)
  if (opened.isEmbedded) await seed(opened.url, String(process.env.AUTH_SECRET), people)
  return opened
}

function announce(seeded: SeededPerson[]) {
  const address = `http://localhost:${port}`
  console.log()
  if (port !== wantedPort) say(`Port ${wantedPort} is taken, so this is ${port}.\n`)
  say(`${brand.name.padEnd(11)} ${address}`)
  say(`Mailbox     ${address}/dev/mailbox`)
  if (github !== null) say(`GitHub      a stand-in, behind the button on ${address}/sign-in`)
  if (seeded.length > 0) {
    say('')
    for (const [index, { email, role }] of seeded.entries())
      say(`${index === 0 ? 'Sign in as' : '          '}  ${email}${role === 'admin' ? '  (admin)' : ''}`)
    say(`Password    ${seeded[0]?.password}`)
  }
  console.log()
}

/** Pages follow an edit by themselves; the worker is started again when a module it uses has changed, a mail's text for one. */
async function refreshWorker() {
  const edited = await loadWorker()
  if (edited.startWorker === worker.startWorker) return
  await worker.stopWorker()
  worker = edited
  await worker.startWorker()
}

async function stop() {
  // The pool and the queue live in Vite's module graph; ending the process closes them, then Postgres ends with its last holder.
  await server.close().catch(() => {})
  await github?.stop()
  await database.stop()
  process.exit(0)
}
