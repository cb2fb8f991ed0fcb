/**
 * A backup into a database that has no data yet, in one transaction: all of it or nothing.
 * Node runs this file directly too (scripts/).
 */
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import postgres, { type TransactionSql } from 'postgres'
import { addressOf, findDatabaseProblem } from '#platform/db/connection-problem.server.ts'
import { prepareDatabase } from '#platform/jobs/install.server.ts'
import {
  BackupProblem,
  type Counts,
  CountsSchema,
  type Manifest,
  ManifestSchema,
  type Table,
  TableSchema,
  checkBackup,
  readBackup,
} from './backup-file.server.ts'
import { migrationsOf, tablesOf } from './tables.server.ts'

/** Brings the schema up to date first, as `db:migrate` does: a clean database is enough. */
export async function restore(databaseUrl: string, migrationsFolder: string, path: string): Promise<Counts> {
  await checkBackup(path)
  const where = addressOf(databaseUrl)
  // Before the schema is touched, and once more in the transaction that fills it.
  const problem =
    (await findDatabaseProblem(databaseUrl, (sql) => sql.begin((tx) => dataIn(tx, where)))) ??
    (await prepareDatabase(databaseUrl, migrationsFolder))
  if (problem !== null) throw new BackupProblem(problem)
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {}, connection: { application_name: 'gatehouse restore' } })
  try {
    return await sql.begin((tx) => refill(tx, where, path))
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function refill(tx: TransactionSql, where: string, path: string): Promise<Counts> {
  const problem = await dataIn(tx, where)
  if (problem !== null) throw new BackupProblem(problem)
  const tables = await tablesOf(tx)
  const guards = await guardsOf(tx)
  for (const table of guards) await tx.unsafe(`alter table ${table} disable trigger user`)
  let filling: Filling | null = null
  let promised: Counts | null = null
  const counts: Counts = {}
  for await (const frame of readBackup(path)) {
    if (frame.kind === 'rows') await filling?.add(frame.bytes)
    else {
      await filling?.end()
      filling = null
    }
    if (frame.kind === 'manifest') await refuseOtherSchema(tx, ManifestSchema.parse(frame.value))
    if (frame.kind === 'counts') promised = CountsSchema.parse(frame.value)
    if (frame.kind !== 'table') continue
    const table = knownTable(tables, TableSchema.parse(frame.value))
    filling = await fill(tx, table)
  }
  for (const { table } of tables) {
    const [row] = await tx.unsafe<[{ count: number }]>(`select count(*)::int as count from ${table}`)
    counts[table] = row.count
    if (promised?.[table] !== row.count)
      throw new BackupProblem(`${table} has ${row.count} rows, the backup ${promised?.[table] ?? 0}: nothing was restored.`)
  }
  // The audit log accepts no row but the next one. What comes back was sealed when it was written: `audit:verify` looks.
  for (const table of guards) await tx.unsafe(`alter table ${table} enable trigger user`)
  return counts
}

type Filling = { add: (bytes: Buffer) => Promise<void>; end: () => Promise<void> }

async function fill(tx: TransactionSql, { table, columns }: Table): Promise<Filling> {
  const into: Writable = await tx.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
  let failure: unknown = null
  into.on('error', (error) => (failure = error))
  return {
    async add(bytes) {
      if (failure !== null) throw failure
      if (!into.write(bytes)) await once(into, 'drain')
    },
    async end() {
      // Of an error after the last row the driver tells a writer nothing. The next statement fails then.
      await new Promise<void>((resolve, reject) => into.write('', (error) => (error ? reject(error) : resolve())))
      into.end()
      await tx`select 1`.catch(() => {
        throw new BackupProblem(`Postgres refused rows of ${table}: its log says why. Nothing was restored.`)
      })
    },
  }
}

/** Null when no table has a row, or there is none. */
async function dataIn(tx: TransactionSql, where: string): Promise<string | null> {
  for (const { table } of await tablesOf(tx)) {
    const rows = await tx.unsafe(`select 1 from ${table} limit 1`)
    if (rows.length > 0) return `The database at ${where} holds data (${table}): restore into one that is empty.`
  }
  return null
}

async function refuseOtherSchema(tx: TransactionSql, { app, migrations }: Manifest): Promise<void> {
  const own = await migrationsOf(tx)
  const isSame = own.length === migrations.length && own.every(({ hash }, index) => hash === migrations[index]?.hash)
  if (!isSame)
    throw new BackupProblem(
      `The backup is of version ${app} with ${migrations.length} migrations, this version has ${own.length}: restore with the version it was made with, then upgrade.`,
    )
}

function knownTable(tables: readonly Table[], given: Table): Table {
  const known = tables.find(({ table }) => table === given.table)
  if (known === undefined || given.columns.some((column) => !known.columns.includes(column)))
    throw new BackupProblem(`The backup holds what this version has no place for: ${given.table}.`)
  return given
}

/** Tables with triggers of ours. */
async function guardsOf(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ table: string }[]>`
    select distinct format('%I.%I', nspname, relname) as table from pg_trigger
      join pg_class on pg_class.oid = tgrelid join pg_namespace on pg_namespace.oid = relnamespace
    where not tgisinternal and nspname = 'public'`
  return rows.map(({ table }) => table)
}
