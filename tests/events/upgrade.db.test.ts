import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { expect, inject, it } from 'vitest'
import { MIGRATIONS } from '../../scripts/checkout.ts'
import { applyMigrations } from '#platform/db/migrations.server.ts'
import type { Finding } from '#features/activity/chain-check.server.ts'
import { verifyLog } from '#features/activity/verify.server.ts'
import { addEvent } from '../support/events.ts'

const SECRET = 'of-this-test-and-long-enough-for-it'
/** The last migration before there were chains. */
const UNCHAINED = '0002_accounts'
const PERSON = '01900000-0000-7000-8000-000000000001'

it('a log from before there were seals gets its chains with the upgrade, goes on, and is accepted by the date of it', async () => {
  const { url } = inject('server')
  const name = `upgrade_${crypto.randomUUID().slice(0, 8)}`
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  await admin`create database ${admin(name)}`
  const databaseUrl = Object.assign(new URL(url), { pathname: `/${name}` }).href
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  const before = migrationsUntil(UNCHAINED)
  try {
    await applyMigrations(sql, before)
    await sql`
      insert into event (name, actor_id, subject_id, ip_address, created_at)
      select 'session.started', ${PERSON}, ${PERSON}, '192.0.2.1', now() - step * interval '1 hour' from generate_series(1, 3) as step`
    await sql`insert into event (name) values ('session.ended')`
    await applyMigrations(sql, MIGRATIONS)
    const upgradedAt = new Date()
    await addEvent(sql, SECRET, { name: 'session.ended', subjectId: PERSON }, new Date(upgradedAt.getTime() + 1))
    expect(await kindsOf(databaseUrl, null)).toEqual(['unsealed', 'unsealed', 'unsealed', 'unsealed'])
    expect(await kindsOf(databaseUrl, upgradedAt)).toEqual([])
    await expect(sql`delete from event`).rejects.toMatchObject({ code: '23001' })
  } finally {
    rmSync(before, { recursive: true })
    await sql.end()
    await admin`drop database ${admin(name)} with (force)`
    await admin.end()
  }
})

async function kindsOf(databaseUrl: string, sealedSince: Date | null): Promise<string[]> {
  const found: Finding[] = []
  await verifyLog(databaseUrl, { secrets: [SECRET], sealedSince, onFinding: (finding) => found.push(finding) })
  return found.map(({ kind }) => kind)
}

function migrationsUntil(tag: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  cpSync(MIGRATIONS, folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(path, 'utf8'))
  const count = journal.entries.findIndex((entry) => entry.tag === tag) + 1
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  return folder
}
