import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'

type Ended = { code: number | null; output: string }

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-scripts-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Every setting is given, if only as an empty one, so that a .env file of this checkout adds none. */
function run(script: string, settings: Record<string, string>): Promise<Ended> {
  const blank = { DATABASE_URL: '', DATABASE_URL_FILE: '', PORT: '', CHROME_PATH: '', NODE_ENV: '', DATA_DIRECTORY: folder }
  const child = spawn(process.execPath, ['scripts/run.mjs', ...script.split(' '), ...(script === 'test' ? ['e2e'] : [])], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...blank, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })))
}

function expectRefusal({ code, output }: Ended, words: string) {
  expect(output.trimEnd().split('\n')).toEqual([expect.stringContaining('gatehouse: ')])
  expect(output).toContain(words)
  expect(output).not.toContain('SECRET-PW')
  expect(code).toBe(1)
}

const MALFORMED = [
  'postgres://app:SECRET-PW@h:99999/x',
  'junk',
  'postgres://app:SECRET-PW%zz@127.0.0.1:1/x',
  'postgres://app:SECRET-PW%ff@127.0.0.1:1/x',
]

describe('npm run dev ends in one line with', () => {
  it.each(['abc', '99999', '0'])('PORT=%s', async (port) => {
    expectRefusal(await run('dev', { PORT: port }), 'PORT must be a whole number from 1 to 65535')
  })

  it.each(['no-such-host.invalid', '192.0.2.7'])('HOST=%s', async (host) => {
    expectRefusal(await run('dev', { HOST: host }), `HOST is ${host}, which is not an address of this machine`)
  })

  it.each(MALFORMED)('DATABASE_URL=%s', async (url) => {
    expectRefusal(await run('dev', { DATABASE_URL: url }), 'DATABASE_URL')
  })
})

describe('npm run db:migrate', () => {
  it.each(MALFORMED)('ends in one line with DATABASE_URL=%s', async (url) => {
    expectRefusal(await run('cli migrate', { DATABASE_URL: url }), 'DATABASE_URL')
  })

  it('goes to the database that DATABASE_URL_FILE names', async () => {
    const path = join(folder, 'database-url')
    writeFileSync(path, 'postgres://app:SECRET-PW@127.0.0.1:1/app\n')
    expectRefusal(await run('cli migrate', { DATABASE_URL_FILE: path }), 'No database answers at 127.0.0.1:1/app')
    const { url, template } = inject('server')
    writeFileSync(path, Object.assign(new URL(url), { pathname: `/${template}` }).href)
    expect(await run('cli migrate', { DATABASE_URL_FILE: path })).toEqual({ code: 0, output: 'The database is up to date.\n' })
  })

  it('makes no embedded database where production is meant', async () => {
    expectRefusal(await run('cli migrate', { NODE_ENV: 'production' }), 'DATABASE_URL is missing')
  })
})

describe('npm run doctor tells every finding', () => {
  it('also when port, database and browser are wrong', async () => {
    const { code, output } = await run('doctor', { PORT: 'abc', DATABASE_URL: 'junk', CHROME_PATH: '/nope' })
    expect(code).toBe(1)
    expect(output.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^ok {3}Node/),
      'ok   Packages are installed',
      expect.stringMatching(/^FAIL PORT must be a whole number from 1 to 65535/),
      expect.stringMatching(/^FAIL DATABASE_URL is not a PostgreSQL address/),
      expect.stringMatching(/^FAIL CHROME_PATH names no browser that starts \(\/nope\)/),
    ])
  })
})
