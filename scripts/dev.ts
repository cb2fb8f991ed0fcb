/** `npm run dev`: database, migrations, seeded people, worker and Vite in one process that ends together. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ViteDevServer, createServer, isRunnableDevEnvironment } from 'vite'
import { brand } from '#brand.ts'
import { givenDatabaseUrl } from '#platform/config/env.server.ts'
import { DATA, MIGRATIONS, ROOT, orRefuse, ownSecret, refuse, refuseSetting } from './checkout.ts'
import { migrateDatabase, openDatabase } from './database.ts'
import { devAddress } from './dev-address.ts'
import { followMigrations } from './follow-migrations.ts'
import { freePort } from './free-port.ts'
import { type SeededPerson, seed, seededPeople } from './seed.ts'
import { startStandInGithub } from './stand-in-github/server.ts'

const SECRET_BYTES = 32
const say = (line: string) => console.log(`  ${line}`)

const address = orRefuse((variables) => devAddress(variables, process.argv.slice(2)))
let port = await takePort(address.port)
const appUrl = () => address.urlOn(port)

const isEmbedded = orRefuse(givenDatabaseUrl) === null
if (isEmbedded && !existsSync(join(DATA, 'postgres')))
  say('First start: making a PostgreSQL 18 database under .data/ (a few seconds, once)')
const people = isEmbedded ? await seededPeople() : []
const hasGithubKeys = Boolean(process.env.GITHUB_CLIENT_ID || process.env.GITHUB_CLIENT_SECRET)
const github = hasGithubKeys ? null : await startStandInGithub({ ...standInPlace(), appOrigin: appUrl })
Object.assign(process.env, {
  NODE_ENV: 'development',
  LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
  DATA_DIRECTORY: DATA,
  AUTH_SECRET: process.env.AUTH_SECRET || (await ownSecret('auth-secret', SECRET_BYTES)),
  VITE_SEEDED_PEOPLE: JSON.stringify(people),
  VITE_CHECKOUT: `-${createHash('sha256').update(DATA).digest('hex').slice(0, 8)}`,
  ...github?.env,
})

// Both take a second; nothing of the app is loaded before the first request.
const [database, firstServer] = await Promise.all([readyDatabase(), viteOnPort()])
const server = await listening(firstServer)
Object.assign(process.env, { DATABASE_URL: database.url, APP_URL: appUrl() })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop())
announce(people)
followMigrations(server.watcher, { databaseUrl: database.url, migrationsFolder: MIGRATIONS, say })

const { ssr } = server.environments
if (ssr === undefined || !isRunnableDevEnvironment(ssr)) refuse('Vite has no server environment: run npm install again.')
const loadWorker = () => ssr.runner.import<typeof import('#app/worker.ts')>('/src/app/worker.ts')
let worker = await loadWorker()
await worker.startWorker()
let refreshing = Promise.resolve()
server.watcher.on('change', () => {
  refreshing = refreshing.then(refreshWorker).catch((error: unknown) => console.error(error))
})

async function takePort(wanted: number): Promise<number> {
  const free = await freePort(wanted, address.host).catch(refuseSetting)
  if (free === null) refuse(`No port is free from ${wanted} upwards: set PORT to another.`)
  if (address.isPortFixed && free !== wanted)
    refuse(`Port ${wanted} is taken, and APP_URL leads to it: stop what listens there, or set PORT.`)
  return free
}

function viteOnPort(): Promise<ViteDevServer> {
  const { hostname } = new URL(appUrl())
  const place = { host: address.host, port, strictPort: true, allowedHosts: [hostname] }
  return createServer({ root: ROOT, server: place, clearScreen: false, logLevel: 'warn' })
}

/** Another checkout that starts at the same moment may have taken the port meanwhile: then on the next one. */
async function listening(vite: ViteDevServer): Promise<ViteDevServer> {
  try {
    return await vite.listen()
  } catch (error) {
    await vite.close()
    const next = await takePort(port)
    if (next === port) throw error
    port = next
    return listening(await viteOnPort())
  }
}

/** Where browsers reach the app, except through a proxy with TLS: it leads to one port. */
function standInPlace() {
  const { protocol, hostname } = new URL(appUrl())
  return protocol === 'http:' ? { host: address.host, hostname } : {}
}

async function readyDatabase() {
  const opened = await openDatabase(say)
  await migrateDatabase(opened.url)
  if (opened.isEmbedded) await seed(opened.url, String(process.env.AUTH_SECRET), people)
  return opened
}

function announce(seeded: SeededPerson[]) {
  const url = appUrl()
  console.log()
  if (port !== address.port) say(`Port ${address.port} is taken, so this is ${port}.\n`)
  say(`${brand.name.padEnd(11)} ${url}`)
  if (!url.endsWith(`:${port}`)) say(`Listening   http://localhost:${port}, which APP_URL must lead to`)
  if (address.isOnNetwork)
    say('            Other devices on your network can open this address. Use it here too: sign-in works at one address.')
  say(`Mailbox     ${url}/dev/mailbox`)
  if (github !== null) say(`GitHub      a stand-in, behind the button on ${url}/sign-in`)
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
