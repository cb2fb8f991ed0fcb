/** A Postgres of one test file's own, to be stopped, killed and started again under a running app. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { DATA } from '../../scripts/checkout.ts'
import { migrateDatabase } from '../../scripts/database.ts'
import { findBinaries } from '../../scripts/postgres/binaries.ts'
import { ensureCluster } from '../../scripts/postgres/cluster.ts'
import { databaseUrl, homeOf } from '../../scripts/postgres/home.ts'
import { startServer } from '../../scripts/postgres/server.ts'
import type { TestServer } from './database.ts'

const TEMPLATE = 'template_own'
const POLL_MS = 20

export type OwnPostgres = {
  server: TestServer
  /** `stop`: as an administrator does, connections are told. `kill`: as a crash does. */
  away: (how: 'stop' | 'kill') => Promise<void>
  /** It does not answer and hangs up on nobody: the whole server, or the connections that the app has. Resolves to what ends that. */
  freeze: (what: 'server' | 'connections') => Promise<() => void>
  /** On the port it had, with all that was committed. */
  back: () => Promise<void>
  remove: () => Promise<void>
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  mkdirSync(DATA, { recursive: true })
  const home = homeOf(mkdtempSync(join(DATA, 'own-postgres-')))
  const binaries = await findBinaries(home)
  binaries.give(home.directory)
  await ensureCluster(home, binaries)
  const start = () => startServer(home, binaries, true)
  let running = await start()
  const { port } = running
  const url = databaseUrl(home, port, 'postgres')
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`create database ${sql(TEMPLATE)}`.finally(() => sql.end())
  await migrateDatabase(databaseUrl(home, port, TEMPLATE))
  const postmaster = () => Number(readFileSync(join(home.data, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  return {
    server: { url, template: TEMPLATE },
    async away(how) {
      if (how === 'stop') return running.stop()
      process.kill(postmaster(), 'SIGQUIT')
      while (!running.hasEnded()) await sleep(POLL_MS)
    },
    async freeze(what) {
      const one = postgres(url, { max: 1 })
      const backends = await one<{ pid: number }[]>`
        select pid from pg_stat_activity where application_name = 'gatehouse'`.finally(() => one.end())
      const pids = backends.map(({ pid }) => pid)
      if (what === 'server') pids.unshift(postmaster())
      for (const pid of pids) process.kill(pid, 'SIGSTOP')
      return () => {
        for (const pid of pids.splice(0)) process.kill(pid, 'SIGCONT')
      }
    },
    async back() {
      running = await start()
      if (running.port !== port) throw new Error('Postgres came back on another port.')
    },
    async remove() {
      await running.stop()
      rmSync(home.directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
