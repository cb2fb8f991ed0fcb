import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import postgres from 'postgres'
import { describe, expect, inject, it } from 'vitest'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'
import { BUILT_SERVER, startApp } from '../support/app.ts'
import { createTestDatabase } from '../support/database.ts'
import '#features/index.server.ts'
import { allQueues } from '#platform/jobs/queues.ts'

const BUILT_CLI = join(ROOT, 'dist/server/cli.js')

type Ended = { code: number | null; output: string }

function start(variables: Record<string, string>, args = [BUILT_SERVER], cwd = ROOT): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })))
}

const settings = (databaseUrl: string) => ({
  PORT: '0',
  APP_URL: 'http://localhost:3000',
  DATABASE_URL: databaseUrl,
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'App <no-reply@app.test>',
})

/** One line for a person, and a failure for whatever started it. */
function expectRefusal({ code, output }: Ended, words: string) {
  expect(output.trimEnd().split('\n')).toEqual([expect.stringContaining('gatehouse: ')])
  expect(output).toContain(words)
  expect(code).toBe(1)
}

describe('a production start with a bad set-up ends in one line that names the fix', () => {
  it.each([
    ['nobody answers', 'postgres://app:SECRET-PW@127.0.0.1:1/app', 'No database answers at 127.0.0.1:1/app'],
    ['the host does not exist', 'postgres://app:SECRET-PW@no-such-host.invalid/app', 'is not known'],
  ])('wrong DATABASE_URL: %s', async (_what, url, words) => {
    const ended = await start(settings(url))
    expectRefusal(ended, words)
    expect(ended.output).not.toContain('SECRET-PW')
  })

  it('wrong DATABASE_URL: the password is wrong, the database is missing', async () => {
    const { url } = inject('server')
    expectRefusal(await start(settings(Object.assign(new URL(url), { password: 'wrong' }).href)), 'refuses this user or password')
    expectRefusal(await start(settings(Object.assign(new URL(url), { pathname: '/no_such_database' }).href)), 'has no such database')
  })

  it.each([
    ['a port that cannot be', 'postgres://app:SECRET-PW@h:99999/x', 'is not a PostgreSQL address'],
    ['a word', 'junk', 'is not a PostgreSQL address'],
    ['a bare % in the password', 'postgres://app:SECRET-PW%zz@127.0.0.1:1/x', 'no percent-encoding'],
    ['a parameter that cannot work', 'postgres://app:SECRET-PW@127.0.0.1:1/x?target_session_attrs=junk', 'must be read-write or primary'],
  ])('malformed DATABASE_URL, to serve or to migrate: %s', async (_what, url, words) => {
    for (const args of [[BUILT_SERVER], [BUILT_CLI, 'migrate']]) {
      const ended = await start(settings(url), args)
      expectRefusal(ended, words)
      expect(ended.output).not.toContain('SECRET-PW')
    }
  })

  it('a port that is taken', async () => {
    const database = await createTestDatabase(inject('server'))
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expectRefusal(await start({ ...settings(database.url), PORT: String(port) }), `Port ${port} is taken`)
    await new Promise((resolve) => other.close(resolve))
    await database.drop()
  })

  it('no secret', async () => {
    expectRefusal(await start({ ...settings('postgres://db/app'), AUTH_SECRET: '' }), 'AUTH_SECRET is missing: make one with')
  })

  it('a secret copied from the example file [ASVS 13.2.3]', async () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8').match(/^#? ?AUTH_SECRET=(.+)$/m)?.[1] ?? ''
    expect(example.length).toBeGreaterThan(31)
    expectRefusal(await start({ ...settings('postgres://db/app'), AUTH_SECRET: example }), 'looks like an example')
  })

  it('no mail server', async () => {
    expectRefusal(await start({ ...settings('postgres://db/app'), SMTP_URL: '' }), 'SMTP_URL is missing')
  })

  it('https without the number of proxies in front', async () => {
    expectRefusal(await start({ ...settings('postgres://db/app'), APP_URL: 'https://app.test' }), 'TRUSTED_PROXY_HOPS is missing')
  })

  it('a job queue of another version, or none', async () => {
    const database = await createTestDatabase(inject('server'))
    const sql = postgres(database.url, { max: 1, onnotice: () => {} })
    await sql`update pgboss.version set version = version - 1`
    const ended = await start(settings(database.url))
    expectRefusal(ended, 'The database has the job queue in version ')
    expectRefusal(ended, ': run npm run db:migrate')
    await sql`delete from pgboss.queue where name = 'mail.send'`
    expectRefusal(await start(settings(database.url)), 'lacks the job queue mail.send: run npm run db:migrate')
    await sql`drop schema pgboss cascade`
    expectRefusal(await start(settings(database.url)), `lacks the job queue ${Object.keys(allQueues()).join(', ')}: run npm run db:migrate`)
    await sql.end()
    await database.drop()
  })

  it('a migration by a user who may not change the schema', async ({ skip }) => {
    const { url } = inject('server')
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    const name = `weak_${crypto.randomUUID().slice(0, 8)}`
    const [role] = await sql<{ may: boolean }[]>`select rolcreaterole or rolsuper as may from pg_roles where rolname = current_user`
    if (!role?.may) {
      await sql.end()
      skip('the user of DATABASE_URL may not create roles')
    }
    await sql`create role ${sql(name)} login password 'weak'`
    await sql`create database ${sql(name)}`
    const weak = Object.assign(new URL(url), { username: name, password: 'weak', pathname: `/${name}` }).href
    expectRefusal(await start(settings(weak), [BUILT_CLI, 'migrate']), 'may not change the schema (permission denied')
    await sql`drop database ${sql(name)} with (force)`
    await sql`drop role ${sql(name)}`
    await sql.end()
  })

  it('a pending migration', async () => {
    const { url } = inject('server')
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    const name = `fresh_${crypto.randomUUID().slice(0, 8)}`
    await sql`create database ${sql(name)}`
    expectRefusal(await start(settings(Object.assign(new URL(url), { pathname: `/${name}` }).href)), 'run npm run db:migrate')
    await sql`drop database ${sql(name)} with (force)`
    await sql.end()
  })
})

describe('npm start and npm run worker', () => {
  it.each(['start', 'worker'])('%s takes settings from .env, and the shell’s before them', async (name) => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const [, ...args] = scripts[name].split(' ')
    const folder = mkdtempSync(join(tmpdir(), 'gatehouse-env-'))
    symlinkSync(join(ROOT, 'dist'), join(folder, 'dist'), 'junction')
    for (const file of ['run.mjs', 'checks.mjs']) cpSync(join(ROOT, 'scripts', file), join(folder, 'scripts', file))
    writeFileSync(join(folder, '.env'), 'WORKER=maybe\nAPP_URL=junk\n')
    expectRefusal(await start({}, args, folder), 'WORKER must be one of inline, separate')
    expectRefusal(await start({ WORKER: 'inline' }, args, folder), 'APP_URL is not a web address')
    expectRefusal(await start({ WORKER: 'inline', APP_URL: 'http://localhost:1' }, args, folder), 'DATABASE_URL is missing')
    rmSync(folder, { recursive: true })
  })
})

describe('a request whose Host header names no host there can be', () => {
  it('is answered 400 with the headers of every answer, and is no error of ours', async () => {
    const app = await startApp(inject('server'))
    for (const path of ['/', '/a/../favicon.ico', '/sign-in']) {
      const { status, headers } = await get(`${app.url}${path}`, 'localhost:99999')
      expect(status).toBe(400)
      expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' })
    }
    expect(await app.settledLog()).not.toContain('request failed')
    await app.stop()
  })
})

/** `fetch` would not send a Host header of ours. */
function get(url: string, host: string): Promise<{ status?: number; headers: object }> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers: { host } }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, headers: answer.headers })
    })
    call.once('error', reject).end()
  })
}
