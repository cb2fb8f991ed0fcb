/** What `npm run dev` does when a migration appears: with Vite's own watcher and a database. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { expect, inject, it, onTestFinished } from 'vitest'
import { createServer } from 'vite'
import { MIGRATIONS } from '../../scripts/checkout.ts'
import { followMigrations } from '../../scripts/follow-migrations.ts'
import { until } from '../support/browserless.ts'
import { createTestDatabase } from '../support/database.ts'

async function following() {
  const root = mkdtempSync(join(tmpdir(), 'following-'))
  const folder = join(root, 'drizzle')
  cpSync(MIGRATIONS, folder, { recursive: true })
  const { url, drop } = await createTestDatabase(inject('server'))
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const { watcher, close } = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    server: { middlewareMode: true, ws: false },
  })
  const lines: string[] = []
  followMigrations(watcher, { databaseUrl: url, migrationsFolder: folder, say: (line) => lines.push(line) })
  let isWatched = false
  watcher.on('all', (_event, path) => (isWatched ||= path === join(folder, 'probe')))
  await until('the folder is watched', () => {
    writeFileSync(join(folder, 'probe'), crypto.randomUUID())
    return isWatched
  })
  onTestFinished(async () => {
    await close()
    await sql.end()
    await drop()
    rmSync(root, { recursive: true })
  })
  const write = (tag: string, text: string) => writeFileSync(join(folder, `${tag}.sql`), text)
  const said = async (pattern: RegExp) => {
    await until(`it says ${pattern.source}`, () => lines.some((line) => pattern.test(line)))
    return lines.splice(0)
  }
  return { sql, write, said, journal: join(folder, 'meta/_journal.json') }
}

/** In the order in which drizzle-kit writes. */
function generate({ write, journal }: Awaited<ReturnType<typeof following>>, tag: string, text: string) {
  const content = JSON.parse(readFileSync(journal, 'utf8'))
  content.entries.push({ ...content.entries.at(-1), idx: content.entries.length, when: Date.now(), tag })
  writeFileSync(journal, JSON.stringify(content, null, 2))
  write(tag, text)
}

it('a migration that appears is applied, and said in one line; so is an edit that comes too late', async () => {
  const dev = await following()
  generate(dev, '90000000000000_notes', 'create table note (id int)')
  expect(await dev.said(/Applied/)).toEqual(['Applied drizzle/90000000000000_notes.sql'])
  expect(await dev.sql`select * from note`).toEqual([])
  dev.write('90000000000000_notes', 'create table note (id int, text text)')
  expect(await dev.said(/edit/)).toEqual([
    'drizzle/90000000000000_notes.sql was applied before this edit: npm run db:reset makes a database with it.',
  ])
})

it('a migration that fails is named in one line with what Postgres says, and applied when it is corrected', async () => {
  const dev = await following()
  generate(dev, '90000000000000_notes', 'alter table nowhere add column a int')
  const lines = await dev.said(/failed/)
  expect(lines).toEqual([
    expect.stringMatching(/^drizzle\/90000000000000_notes\.sql failed at \S+: relation "nowhere" does not exist \(42P01\)\. Correct it/),
  ])
  dev.write('90000000000000_notes', 'create table note (id int)')
  expect(await dev.said(/Applied/)).toEqual(['Applied drizzle/90000000000000_notes.sql'])
})

it('a migration without statements waits for them', async () => {
  const dev = await following()
  generate(dev, '90000000000000_custom', '-- Custom SQL migration file, put your code below! --')
  expect(await dev.said(/no statement/)).toHaveLength(1)
  dev.write('90000000000000_custom', '-- Notes\ncreate table note (id int)')
  expect(await dev.said(/Applied/)).toEqual(['Applied drizzle/90000000000000_custom.sql'])
})
