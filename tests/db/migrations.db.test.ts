import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { describe, expect, inject, it } from 'vitest'
import { join } from 'node:path'
import { MIGRATIONS, ROOT } from '../../scripts/checkout.ts'
import { applyMigrations, pendingMigrations } from '#platform/db/migrations.server.ts'

const journal = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'))

async function onEmptyDatabase(work: (open: () => postgres.Sql) => Promise<void>) {
  const { url } = inject('server')
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  const name = `empty_${crypto.randomUUID().slice(0, 8)}`
  const opened: postgres.Sql[] = []
  await admin`create database ${admin(name)}`
  try {
    await work(() => {
      const sql = postgres(Object.assign(new URL(url), { pathname: `/${name}` }).href, { max: 1, onnotice: () => {} })
      opened.push(sql)
      return sql
    })
  } finally {
    await Promise.all(opened.map((sql) => sql.end()))
    await admin`drop database ${admin(name)} with (force)`
    await admin.end()
  }
}

describe('migrations', () => {
  it('are what the schema says: generating again changes nothing', () => {
    const output = execFileSync('drizzle-kit', ['generate'], { cwd: ROOT, encoding: 'utf8' })
    expect(output).toContain('No schema changes')
  })

  it('are named as pending until they are applied', () =>
    onEmptyDatabase(async (open) => {
      const sql = open()
      const all = journal.entries.map((entry: { tag: string }) => entry.tag)
      expect(await pendingMigrations(sql, journal)).toEqual(all)
      await applyMigrations(sql, MIGRATIONS)
      expect(await pendingMigrations(sql, journal)).toEqual([])
    }))

  it('can be started by four processes at once', () =>
    onEmptyDatabase(async (open) => {
      await Promise.all(Array.from({ length: 4 }, () => applyMigrations(open(), MIGRATIONS)))
      expect(await pendingMigrations(open(), journal)).toEqual([])
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
