import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import postgres from 'postgres'
import { describe, expect, inject, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/checkout.ts'
import { BUILT_SERVER } from '../support/app.ts'
import { createTestDatabase } from '../support/database.ts'

type Ended = { code: number | null; output: string }

function start(variables: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [BUILT_SERVER], {
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

  it('a secret copied from the example file', async () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8').match(/^#? ?AUTH_SECRET=(.+)$/m)?.[1] ?? ''
    expect(example.length).toBeGreaterThan(31)
    expectRefusal(await start({ ...settings('postgres://db/app'), AUTH_SECRET: example }), 'looks like an example')
  })

  it('no mail server', async () => {
    expectRefusal(await start({ ...settings('postgres://db/app'), SMTP_URL: '' }), 'SMTP_URL is missing')
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
