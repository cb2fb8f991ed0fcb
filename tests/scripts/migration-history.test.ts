/** Migrations of two branches, as drizzle-kit generates and git merges them. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { applyMigrations, readMigrations } from '#platform/db/migrations.server.ts'
import { DATA } from '../../scripts/checkout.ts'
import { findFork, joinBranches } from '../../scripts/migration-history.ts'

const TABLES = {
  base: `export const base = pgTable('base', { id: integer().primaryKey() })`,
  note: `export const note = pgTable('note', { id: integer().primaryKey() })`,
  task: `export const task = pgTable('task', { id: integer().primaryKey() })`,
}
const WITH_NAME = `export const base = pgTable('base', { id: integer().primaryKey(), name: text() })`
const WITH_LONG_NAME = `export const base = pgTable('base', { id: integer().primaryKey(), name: varchar() })`

/** People do not generate twice in one second, and that is the number of a migration. */
const secondNow = () => Math.floor(Date.now() / 1000)
const CLOCK = new Int32Array(new SharedArrayBuffer(4))
const POLL_MS = 20
let generatedIn = 0

/** A repository with a first migration, in which drizzle-kit finds its packages. */
function repository() {
  mkdirSync(DATA, { recursive: true })
  const root = mkdtempSync(join(DATA, 'branches-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const drizzle = join(root, 'drizzle')
  const git = (...words: string[]) =>
    spawnSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...words], { cwd: root, encoding: 'utf8' }).stdout
  const generate = () => {
    const words = ['generate', '--dialect', 'postgresql', '--schema', 'schema.ts', '--out', 'drizzle', '--prefix', 'timestamp']
    while (secondNow() === generatedIn) Atomics.wait(CLOCK, 0, 0, POLL_MS)
    const output = execFileSync('drizzle-kit', words, { cwd: root, encoding: 'utf8' })
    generatedIn = secondNow()
    return output
  }
  const write = (...tables: string[]) =>
    writeFileSync(join(root, 'schema.ts'), `import { integer, pgTable, text, varchar } from 'drizzle-orm/pg-core'\n${tables.join('\n')}\n`)
  const branch = (name: string, ...tables: string[]) => {
    git('switch', '-qc', name, 'main')
    write(...tables)
    generate()
    git('add', '-A')
    git('commit', '-qm', name)
  }
  git('init', '-qb', 'main')
  write(TABLES.base)
  generate()
  git('add', '-A')
  git('commit', '-qm', 'base')
  return { drizzle, git, generate, write, branch }
}

const tagsOf = (drizzle: string) => readMigrations(drizzle).map(({ file }) => file)

async function onDatabase(work: (sql: postgres.Sql) => Promise<void>) {
  const { url } = inject('server')
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  const name = `branches_${crypto.randomUUID().slice(0, 8)}`
  await admin`create database ${admin(name)}`
  const sql = postgres(Object.assign(new URL(url), { pathname: `/${name}` }).href, { max: 1, onnotice: () => {} })
  await work(sql).finally(async () => {
    await sql.end()
    await admin`drop database ${admin(name)} with (force)`
    await admin.end()
  })
}

describe('migrations of two branches', () => {
  it('are reported after the merge, and put one after the other: both are applied where one was, and nothing is left to generate', () =>
    onDatabase(async (sql) => {
      const { drizzle, git, generate, write, branch } = repository()
      branch('notes', TABLES.base, TABLES.note)
      branch('tasks', TABLES.base, TABLES.task)
      await applyMigrations(sql, drizzle)
      expect(git('merge', 'notes')).toContain('CONFLICT')
      expect(findFork(drizzle)).toBe('drizzle/meta/_journal.json has merge conflicts: run npm run db:resolve.')
      const changed = joinBranches(drizzle)
      expect(changed).toHaveLength(2)
      expect(findFork(drizzle)).toBeNull()
      expect(joinBranches(drizzle)).toEqual([])
      write(TABLES.base, TABLES.note, TABLES.task)
      expect(generate()).toContain('No schema changes')
      const applied: string[] = []
      await applyMigrations(sql, drizzle, (file) => applied.push(file))
      expect(applied).toEqual([tagsOf(drizzle)[1]])
      expect(await sql`select 1 from note union all select 1 from task`).toEqual([])
    }))

  it('are reported when the journal was merged by hand, also when one was left out', () => {
    const { drizzle, git, generate, write, branch } = repository()
    branch('notes', TABLES.base, TABLES.note)
    branch('tasks', TABLES.base, TABLES.task)
    git('merge', 'notes')
    git('checkout', '--theirs', 'drizzle/meta/_journal.json')
    expect(findFork(drizzle)).toMatch(/^drizzle\/\d{14}_\w+\.sql is not in the journal: run npm run db:resolve\.$/)
    const journal = join(drizzle, 'meta/_journal.json')
    const theirs = readFileSync(journal, 'utf8')
    joinBranches(drizzle)
    expect(tagsOf(drizzle)).toHaveLength(3)
    write(TABLES.base, TABLES.note, TABLES.task)
    expect(generate()).toContain('No schema changes')

    writeFileSync(journal, `${theirs}]`)
    expect(findFork(drizzle)).toMatch(/^drizzle\/meta\/_journal\.json is not JSON: take one side of the merge \(git checkout --ours /)

    git('reset', '-q', '--hard', 'tasks')
    git('merge', 'notes')
    const [first, second] = [JSON.parse(theirs), JSON.parse(git('show', 'tasks:drizzle/meta/_journal.json'))]
    writeFileSync(journal, JSON.stringify({ ...first, entries: [...first.entries, { ...second.entries[1], idx: 2 }] }))
    expect(findFork(drizzle)).toMatch(
      /^\d{14}_\w+ and \d{14}_\w+ in drizzle were generated from the same schema: run npm run db:resolve\.$/,
    )
  })

  it('with the same number are named: a merge may have lost the snapshot of one', () => {
    const { drizzle } = repository()
    const journal = join(drizzle, 'meta/_journal.json')
    const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'))
    const [{ when }] = entries
    for (const tag of ['0009_one', '0009_other']) writeFileSync(join(drizzle, `${tag}.sql`), '')
    const added = ['0009_one', '0009_other'].map((tag, index) => ({ ...entries[0], idx: 1 + index, when: when + 1 + index, tag }))
    writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, ...added] }))
    expect(findFork(drizzle)).toMatch(
      /^0009_one and 0009_other have the same number: delete the one of your branch with its snapshot, run /,
    )
  })

  it('that change the same column differently are not joined', () => {
    const { drizzle, git, branch } = repository()
    branch('text', WITH_NAME)
    branch('varchar', WITH_LONG_NAME)
    git('merge', 'text')
    expect(() => joinBranches(drizzle)).toThrow(
      /^\d{14}_\w+ and another migration both change tables\.public\.base\.columns\.name\.type: delete the one of your branch/,
    )
  })
})
