import { randomUUID, randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { VIEWER_FIELD } from '#platform/forms/viewer-mark.ts'
import { type App, type AppProcess, BUILT_SERVER, endProcess, startApp, startProcess } from '../support/app.ts'
import { Visitor, until } from '../support/browserless.ts'
import { runCommand } from '../support/operator.ts'
import { type Person, createPerson, withSql } from '../support/person.ts'
import { signedIn } from '../support/signed-in.ts'
import { steadyLoad } from '../support/steady-load.ts'
import { type SecondFactor, forgetUsedCodes, turnOnTwoFactor } from '../support/two-factor.ts'

const SECRET = randomBytes(32).toString('base64url')
const MAGIC = 'gatehouse backup 1\n'
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-backup-'))
const file = join(folder, 'all.backup')

let app: App
let person: Person & SecondFactor
let visitor: Visitor
const clean: string[] = []

/** A database with nothing in it, as a new server has. */
async function cleanDatabase(): Promise<string> {
  const name = `clean_${randomUUID().slice(0, 8)}`
  await withSql(inject('server').url, (sql) => sql`create database ${sql(name)}`)
  clean.push(name)
  return Object.assign(new URL(inject('server').url), { pathname: `/${name}` }).href
}

const dropDatabase = (name: string) =>
  withSql(inject('server').url, (sql: postgres.Sql) => sql`drop database if exists ${sql(name)} with (force)`)

const command = (words: string[], databaseUrl = app.databaseUrl) => runCommand(words, { ...app.variables, DATABASE_URL: databaseUrl })

const TABLES = ['user', 'account', 'session', 'two_factor', 'avatar', 'event', 'event_chain', 'try_count'] as const
const countsOf = (databaseUrl: string) =>
  withSql(databaseUrl, async (sql) => {
    const counts: Record<string, number> = {}
    for (const table of TABLES) counts[table] = (await sql`select 1 from ${sql(table)}`).length
    return counts
  })
const tablesIn = (databaseUrl: string) =>
  withSql(
    databaseUrl,
    async (sql) => (await sql`select 1 from information_schema.tables where table_schema in ('public', 'pgboss')`).length,
  )

beforeAll(async () => {
  app = await startApp(inject('server'), { AUTH_SECRET: SECRET })
  const someone = await createPerson(app.databaseUrl, { name: 'Åsa "the tab\tand\\line\nbreak"' })
  person = { ...someone, ...(await turnOnTwoFactor(app.databaseUrl, SECRET, someone.id)) }
  visitor = new Visitor(app)
  await visitor.post('/sign-in', { email: person.email, password: person.password })
  await visitor.post('/two-factor', { code: person.codeAt() })
  await withSql(
    app.databaseUrl,
    (sql) =>
      sql`insert into avatar (user_id, version, content_type, bytes) values (${person.id}, 'v1', 'image/webp', ${Buffer.alloc(300_000, 10)})`,
  )
}, 120_000)
afterAll(async () => {
  await app?.stop()
  for (const name of clean) await dropDatabase(name)
  rmSync(folder, { recursive: true, force: true })
})

describe('a backup', () => {
  it('is made of one moment while people come and go, and nobody notices', async () => {
    const other = await signedIn({ app, secret: SECRET })
    const cookie = other.visitor.cookieHeader
    const load = steadyLoad(20, (number) =>
      number % 2 === 0
        ? fetch(`${app.url}/settings/profile`, {
            method: 'POST',
            redirect: 'manual',
            headers: { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' },
            body: new URLSearchParams({ name: `Person ${number}`, [VIEWER_FIELD]: other.person.id }),
          })
        : fetch(`${app.url}/app`, { headers: { cookie } }),
    )
    await until('people write', () => load.answered() > 4)
    const made = await command(['backup', file])
    const outcomes = await load.stop()
    expect(made).toEqual({ code: 0, output: expect.stringMatching(/^\d+ rows of \d+ tables written to .* AUTH_SECRET is not in it/) })
    expect(outcomes.filter(({ status }) => status !== 200 && status !== 303)).toEqual([])
  })

  it('can be read by its owner alone, and does not hold the secret', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const held = gunzipSync(readFileSync(file).subarray(MAGIC.length, -66)).toString('latin1')
    expect(held).toContain(person.email)
    for (const secret of [SECRET, person.secret, ...person.codes]) expect(held).not.toContain(secret)
  })

  it('is not written over another file', async () => {
    expect(await command(['backup', file])).toEqual({
      code: 1,
      output: `gatehouse: ${file} cannot be made (EEXIST): name a new file, in a folder that is there.`,
    })
    expect(await command(['backup'])).toEqual({ code: 1, output: 'gatehouse: Say where to: a new file, or - for standard output.' })
  })
})

const damaged = (name: string, change: (path: string) => void) => {
  const path = join(folder, name)
  copyFileSync(file, path)
  change(path)
  return path
}

describe('a restore', () => {
  it.each([
    ['in which one bit is another', 'bit', 'is damaged, or was cut off'],
    ['that was cut off', 'cut', 'is damaged, or was cut off'],
    ['that is no backup', 'other', 'is no backup of Gatehouse'],
    ['that is not there', 'none', 'cannot be read'],
  ])('refuses a file %s, and leaves the database as it was', async (_what, kind, line) => {
    const target = await cleanDatabase()
    const damages: Record<string, () => string> = {
      bit: () =>
        damaged('bit', (copy) => {
          const bytes = readFileSync(copy)
          const middle = Math.floor(bytes.length / 2)
          bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
          writeFileSync(copy, bytes)
        }),
      cut: () => damaged('cut', (copy) => truncateSync(copy, Math.floor(statSync(copy).size / 2))),
      other: () => damaged('other', (copy) => writeFileSync(copy, '<html>'.repeat(50))),
      none: () => join(folder, 'none'),
    }
    const path = damages[kind]?.()
    expect(await command(['restore', path ?? ''], target)).toEqual({
      code: 1,
      output: `gatehouse: ${path} ${line}${line.startsWith('is damaged') ? ': it is not as it was written' : ''}.`,
    })
    expect(await tablesIn(target)).toBe(0)
  })

  it('refuses a database that holds data, and leaves it as it was', async () => {
    const counts = await countsOf(app.databaseUrl)
    expect(await command(['restore', file])).toEqual({
      code: 1,
      output: expect.stringMatching(/^gatehouse: The database at .* holds data \(public\.[^\n]+$/),
    })
    expect(await countsOf(app.databaseUrl)).toEqual(counts)
  })
})

describe('the drill: backup, drop, restore on a clean database', () => {
  const target = { url: '', process: undefined as AppProcess | undefined }
  afterAll(async () => {
    if (target.process !== undefined) await endProcess(target.process.process, 'SIGKILL')
  })

  it('of a file that was made while people wrote brings back one moment: the log holds, and says what the rows say', async () => {
    const url = await cleanDatabase()
    expect(await command(['restore', file], url)).toMatchObject({ code: 0 })
    expect(await command(['audit', 'verify'], url)).toMatchObject({ code: 0 })
    const changed = await withSql(url, (sql) => sql`select 1 from event where name = 'user.profile_changed'`)
    expect(changed.length).toBeGreaterThan(0)
  })

  it('brings everything back: sessions, second factors, pictures and a log that holds', async () => {
    await endProcess(app.process)
    const last = join(folder, 'last.backup')
    expect(await command(['backup', last])).toMatchObject({ code: 0 })
    const counts = await countsOf(app.databaseUrl)
    await dropDatabase(new URL(app.databaseUrl).pathname.slice(1))
    target.url = await cleanDatabase()
    expect(await command(['restore', last], target.url)).toEqual({
      code: 0,
      output: expect.stringMatching(/^\d+ rows of \d+ tables restored/),
    })
    expect(await countsOf(target.url)).toEqual(counts)
    expect(await command(['audit', 'verify'], target.url)).toEqual({
      code: 0,
      output: expect.stringContaining('every one is as it was written'),
    })
    target.process = await startProcess(app.url, BUILT_SERVER, { ...app.variables, DATABASE_URL: target.url })
    expect((await visitor.get('/app')).status).toBe(200)
    expect((await visitor.get(`/avatar/${person.id}/v1`)).status).toBe(200)
  })

  it('lets a person in with their password and their authenticator', async () => {
    await forgetUsedCodes(target.url, person.id)
    const again = new Visitor(app)
    expect((await again.post('/sign-in', { email: person.email, password: person.password })).location).toContain('/two-factor')
    expect(await again.post('/two-factor', { code: person.codeAt() })).toMatchObject({ location: '/app' })
    expect((await again.get('/app')).status).toBe(200)
  })

  it('leaves the audit log as closed as it was', async () => {
    await expect(withSql(target.url, (sql) => sql`delete from event`)).rejects.toThrow('append-only')
    await expect(withSql(target.url, (sql) => sql`update event_chain set seq = 0`)).rejects.toThrow('forward only')
  })
})
