/** `npm run dev`: database, migrations, seeded people, worker and Vite in one process that ends together. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { givenDatabaseUrl, givenPort } from '../src/env.server.ts'
import { DATA, ROOT, orRefuse, ownSecret, refuse } from './checkout.ts'
import { migrateDatabase, openDatabase } from './database.ts'
import { freePort } from './free-port.ts'
import { type SeededPerson, seedPeople } from './seed.ts'

const SECRET_BYTES = 32
const say = (line: string) => console.log(`  ${line}`)

if (!existsSync(join(ROOT, 'node_modules', 'vite'))) refuse('Packages are missing: run npm install.')

const wantedPort = orRefuse(givenPort)
const port = await freePort(wantedPort)
if (port === null) refuse(`No port is free from ${wantedPort} upwards: set PORT to another.`)
if (!existsSync(join(DATA, 'postgres')) && orRefuse(givenDatabaseUrl) === null)
  say('First start: making a PostgreSQL 18 database under .data/ (a few seconds, once)')

// Vite takes a second to load; the database starts meanwhile.
const vite = import('vite')
const database = await openDatabase(say)
await migrateDatabase(database.url)
const people = database.isEmbedded ? await seedPeople(database.url) : []

Object.assign(process.env, {
  NODE_ENV: 'development',
  LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
  DATABASE_URL: database.url,
  DATA_DIRECTORY: DATA,
  AUTH_SECRET: process.env.AUTH_SECRET || (await ownSecret('auth-secret', SECRET_BYTES)),
  APP_URL: `http://localhost:${port}`,
  VITE_SEEDED_PEOPLE: JSON.stringify(people),
})

const { createServer, isRunnableDevEnvironment } = await vite
const server = await createServer({ root: ROOT, server: { port, strictPort: true }, clearScreen: false, logLevel: 'warn' })
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

function announce(seeded: SeededPerson[]) {
  const address = `http://localhost:${port}`
  console.log()
  if (port !== wantedPort) say(`Port ${wantedPort} is taken, so this is ${port}.\n`)
  say(`Gatehouse   ${address}`)
  say(`Mailbox     ${address}/dev/mailbox`)
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
  await database.stop()
  process.exit(0)
}
