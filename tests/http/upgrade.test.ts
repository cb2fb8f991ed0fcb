import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type App, type AppProcess, BUILT_SERVER, endProcess, startApp, startProcess } from '../support/app.ts'
import { anyPort } from '../../scripts/free-port.ts'
import { findUnsafe } from '../../scripts/migration-check.ts'
import { until } from '../support/browserless.ts'
import { type Fork, buildFork } from '../support/fork.ts'
import { runCommand } from '../support/operator.ts'
import { createPerson, createSession } from '../support/person.ts'
import { type Outcome, steadyLoad } from '../support/steady-load.ts'

const SECRET = randomBytes(32).toString('base64url')
const JOURNAL = 'drizzle/meta/_journal.json'
const PEOPLE = 2000
/** Answers of a version, of which every fifth is to a write. */
const ENOUGH = 10

/** What the next version needs, as docs/operations.md says to write it. */
const NEXT = {
  '9000_nick': 'ALTER TABLE "user" ADD COLUMN "nick" text;',
  '9001_nicks': [
    '-- no transaction\nDROP INDEX CONCURRENTLY IF EXISTS "user_nick_index";',
    'CREATE INDEX CONCURRENTLY "user_nick_index" ON "user" USING btree ("nick");',
    '-- in batches\nUPDATE "user" SET "nick" = "name" WHERE "id" IN (SELECT "id" FROM "user" WHERE "nick" IS NULL LIMIT 500);',
  ].join('\n--> statement-breakpoint\n'),
}

let app: App
let next: Fork
let cookie: string
let viewer: string
const started: AppProcess[] = []

beforeAll(async () => {
  const files = Object.entries(NEXT).map(([tag, text]) => [`drizzle/${tag}.sql`, text])
  const addToJournal = (source: string) => {
    const journal = JSON.parse(source)
    const { when } = journal.entries.at(-1)
    for (const [index, tag] of Object.keys(NEXT).entries())
      journal.entries.push({ idx: 9000 + index, version: '7', when: when + 1 + index, tag, breakpoints: true })
    return JSON.stringify(journal)
  }
  next = await buildFork([JOURNAL], addToJournal, [], Object.fromEntries(files))
  app = await startApp(inject('server'), { AUTH_SECRET: SECRET })
  const { id } = await createPerson(app.databaseUrl)
  viewer = id
  cookie = (await createSession(app.databaseUrl, SECRET, id)).cookie
  const sql = postgres(app.databaseUrl, { max: 1 })
  await sql`insert into "user" (name, email) select 'Person', 'p' || n || '@example.com' from generate_series(1, ${PEOPLE}) as n`
  await sql.end()
}, 240_000)
afterAll(async () => {
  for (const { process } of started) await endProcess(process, 'SIGKILL')
  await app?.stop()
  next?.remove()
})

async function another(builtServer: string): Promise<AppProcess> {
  const url = `http://localhost:${await anyPort()}`
  const process = await startProcess(url, builtServer, { ...app.variables, APP_URL: url })
  started.push(process)
  return process
}

/** Pages, each with its read of `user`, and every fifth time a write to it. */
const loadOn = (url: string) =>
  steadyLoad(10, (number) =>
    number % 5 === 0
      ? fetch(`${url}/settings/profile`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams({ name: `Person ${number}`, viewer }),
        })
      : fetch(`${url}/app`, { headers: { cookie } }),
  )
const failed = (outcomes: Outcome[]) => outcomes.filter(({ status }) => status !== 200 && status !== 303)

const waitsForUser = async (sql: postgres.Sql) =>
  (
    await sql`select 1 from pg_locks where not granted and relation = '"user"'::regclass and database = (select oid from pg_database where datname = current_database()) and mode = 'AccessExclusiveLock'`
  ).length > 0

describe('the next version’s migration, while this version serves', () => {
  it('is one that the check lets pass', () => {
    for (const [tag, text] of Object.entries(NEXT)) expect(findUnsafe({ tag, text })).toEqual([])
  })

  it('steps back from a lock that it cannot have, then runs: no request fails', async () => {
    const sql = postgres(app.databaseUrl, { max: 2 })
    const load = loadOn(app.url)
    const release = Promise.withResolvers<void>()
    const holding = sql.begin(async (tx) => {
      await tx`select count(*) from "user"`
      await release.promise
    })
    const migrating = runCommand(['migrate'], app.variables, join(dirname(next.server), 'cli.js'))
    await until('the migration waits for the table', () => waitsForUser(sql))
    await until('the migration has stepped back', async () => !(await waitsForUser(sql)))
    release.resolve()
    await holding
    expect(await migrating).toMatchObject({ code: 0 })
    expect(failed(await load.stop())).toEqual([])
    expect(await sql`select 1 from "user" where nick is null`).toEqual([])
    const [index] = await sql`select indisvalid from pg_index where indexrelid = 'user_nick_index'::regclass`
    expect(index).toEqual({ indisvalid: true })
    await sql.end()
  })

  it('lets both versions serve beside each other, and the old one end, without a failed request', async () => {
    const { url } = await another(next.server)
    const [before, after] = [loadOn(app.url), loadOn(url)]
    const both = [before, after]
    await until('both have served', () => both.every((load) => load.answered() >= ENOUGH))
    const served = await before.stop()
    expect(await endProcess(app.process)).toBe(0)
    const answered = after.answered()
    await until('the new one goes on', () => after.answered() >= answered + ENOUGH)
    expect([failed(served), failed(await after.stop())]).toEqual([[], []])
  })

  it('can be left: the old version starts on the new schema', async () => {
    const { url } = await another(BUILT_SERVER)
    expect((await fetch(`${url}/app`, { headers: { cookie } })).status).toBe(200)
    expect(readFileSync(join(next.folder, JOURNAL), 'utf8')).toContain('9001_nicks')
  })
})
