import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import postgres from 'postgres'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { join } from 'node:path'
import { MIGRATIONS, ROOT } from '../../scripts/checkout.ts'
import { builtMigrations } from '#platform/db/built-migrations.server.ts'
import { applyMigrations, pendingMigrations, readMigrations } from '#platform/db/migrations.server.ts'
import { findUnreadiness, prepareDatabase } from '#platform/jobs/install.server.ts'

const all = readMigrations(MIGRATIONS)

/** A copy of the migrations, to which `add` adds. */
function copyOfMigrations() {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(MIGRATIONS, folder, { recursive: true })
  const entries = all.map(({ file, when }) => ({ tag: file.slice(0, -'.sql'.length), when }))
  return {
    folder,
    add(tag: string, when: number, text: string) {
      writeFileSync(join(folder, `${tag}.sql`), text)
      entries.push({ tag, when })
      writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ entries: entries.toSorted((a, b) => a.when - b.when) }))
    },
    addToApp(tag: string, when: number, text: string) {
      mkdirSync(join(folder, 'app/meta'), { recursive: true })
      writeFileSync(join(folder, 'app', `${tag}.sql`), text)
      writeFileSync(join(folder, 'app/meta/_journal.json'), JSON.stringify({ entries: [{ tag, when }] }))
    },
  }
}
const newest = Math.max(...all.map(({ when }) => when))
const filesOf = (migrations: { file: string }[]) => migrations.map(({ file }) => file)
const tablesOf = async (sql: postgres.Sql, ...names: string[]) =>
  (await sql`select table_name as name from information_schema.tables where table_name = any(${names}) order by 1`).map(({ name }) => name)

async function onEmptyDatabase(work: (open: () => postgres.Sql, url: string) => Promise<void>) {
  const { url: server } = inject('server')
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  const name = `empty_${crypto.randomUUID().slice(0, 8)}`
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const opened: postgres.Sql[] = []
  await admin`create database ${admin(name)}`
  try {
    await work(() => {
      const sql = postgres(url, { max: 1, onnotice: () => {} })
      opened.push(sql)
      return sql
    }, url)
  } finally {
    await Promise.all(opened.map((sql) => sql.end()))
    await admin`drop database ${admin(name)} with (force)`
    await admin.end()
  }
}

describe('migrations', () => {
  it('are what the schema says: generating again changes nothing', () => {
    const output = execFileSync(process.execPath, ['scripts/run.mjs', 'generate-migration'], { cwd: ROOT, encoding: 'utf8' })
    expect(output).toContain('No schema changes')
    expect(output).not.toContain('Your SQL migration file')
  })

  it('are named as pending until they are applied', () =>
    onEmptyDatabase(async (open) => {
      const sql = open()
      expect(await pendingMigrations(sql, all)).toEqual(all)
      await applyMigrations(sql, MIGRATIONS)
      expect(await pendingMigrations(sql, all)).toEqual([])
    }))

  it('are in a build as they are in the folder', () => expect(builtMigrations).toEqual(all))

  it('that arrive after a newer one was applied are pending, keep the app from starting, and are applied', () =>
    onEmptyDatabase(async (open, url) => {
      const sql = open()
      const { folder, add } = copyOfMigrations()
      add('9001_newer', newest + 2, 'create table newer (id int)')
      expect(await prepareDatabase(url, folder)).toBeNull()
      add('9000_older', newest + 1, 'create table older (id int)')
      expect(filesOf(await pendingMigrations(sql, readMigrations(folder)))).toEqual(['9000_older.sql'])
      expect(await findUnreadiness(url, readMigrations(folder))).toContain('lacks 1 migration(s), from drizzle/9000_older.sql: run npm run')
      const applied: string[] = []
      expect(await prepareDatabase(url, folder, (file) => applied.push(file))).toBeNull()
      expect(applied).toEqual(['9000_older.sql'])
      expect(await tablesOf(sql, 'newer', 'older')).toEqual(['newer', 'older'])
      expect(await findUnreadiness(url, readMigrations(folder))).toBeNull()
    }))

  it('of a fork, in a folder with its own journal, are applied among the others in order of time', () =>
    onEmptyDatabase(async (open, url) => {
      const { folder, add, addToApp } = copyOfMigrations()
      addToApp('1_project', newest + 1, 'create table project (owner_id uuid references "user"(id))')
      add('9000_after', newest + 2, 'alter table project add column name text')
      expect(await prepareDatabase(url, folder)).toBeNull()
      expect(filesOf(readMigrations(folder)).slice(-2)).toEqual(['app/1_project.sql', '9000_after.sql'])
      expect(await tablesOf(open(), 'project')).toEqual(['project'])
    }))

  it('of the same text as an earlier one run, too: a column is added, dropped and added again', () =>
    onEmptyDatabase(async (open, url) => {
      const { folder, add } = copyOfMigrations()
      const texts = ['create table again (id int)', 'drop table again', 'create table again (id int)']
      for (const [index, text] of texts.entries()) {
        add(`900${index}_again`, newest + 1 + index, text)
        expect(await prepareDatabase(url, folder)).toBeNull()
      }
      expect(await tablesOf(open(), 'again')).toEqual(['again'])
    }))

  it('of a fork are generated from a schema file that exists', async () => {
    const { default: app } = await import('../../drizzle.app.config.ts')
    const { default: template } = await import('../../drizzle.config.ts')
    const paths = [app.schema, template.schema].flat().filter((path) => path !== undefined)
    expect(paths.length).toBeGreaterThan(3)
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('do not run again when their file was edited, or their time in the journal changed', () =>
    onEmptyDatabase(async (open) => {
      const sql = open()
      await applyMigrations(sql, MIGRATIONS)
      const edited = all.map((migration) => ({ ...migration, hash: 'of other text' }))
      const moved = all.map((migration) => ({ ...migration, when: migration.when + 1 }))
      expect(await pendingMigrations(sql, edited)).toEqual([])
      expect(await pendingMigrations(sql, moved)).toEqual([])
    }))

  it('that fail are named, with what Postgres says, and nothing after them runs', () =>
    onEmptyDatabase(async (open, url) => {
      const { folder, add } = copyOfMigrations()
      add('9000_wrong', newest + 1, 'create table fine (id int);--> statement-breakpoint\nalter table nowhere add column a int')
      add('9001_next', newest + 2, 'create table next (id int)')
      expect(await prepareDatabase(url, folder)).toMatch(
        /^drizzle\/9000_wrong\.sql failed at \S+: relation "nowhere" does not exist \(42P01\)\. Correct it and migrate again\.$/,
      )
      expect(await tablesOf(open(), 'fine', 'next')).toEqual([])
    }))

  it('can be started by four processes at once', () =>
    onEmptyDatabase(async (open) => {
      await Promise.all(Array.from({ length: 4 }, () => applyMigrations(open(), MIGRATIONS)))
      expect(await pendingMigrations(open(), all)).toEqual([])
    }))
})

describe('the schema', () => {
  it('keeps every instant with its time zone, and no address twice whatever its case', () =>
    onEmptyDatabase(async (open) => {
      const sql = open()
      await applyMigrations(sql, MIGRATIONS)
      expect(
        await sql`select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type = 'timestamp without time zone'`,
      ).toEqual([])
      await sql`insert into "user" (name, email) values ('A', 'a@example.com')`
      await expect(sql`insert into "user" (name, email) values ('B', 'a@example.com')`).rejects.toMatchObject({ code: '23505' })
      await expect(sql`insert into "user" (name, email) values ('B', 'A@example.com')`).rejects.toMatchObject({ code: '23514' })
    }))
})
