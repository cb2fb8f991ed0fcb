/**
 * All data as of one moment, while the app serves: one transaction that reads, table by table, in little memory.
 * Node runs this file directly too (scripts/).
 */
import { open, rm } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import postgres, { type TransactionSql } from 'postgres'
import { driverError } from '#platform/db/connection-problem.server.ts'
import { BackupProblem, type Counts, type Frame, type Manifest, writeBackup } from './backup-file.server.ts'
import { migrationsOf, tablesOf } from './tables.server.ts'

const FRAME_BYTES = 64 * 1024
const NEW_LINE = 10

export const KEEP_APART =
  'It holds personal data and password hashes: keep it as you keep the database. AUTH_SECRET is not in it: without that one, kept apart, authenticators and the audit log cannot be read.'

/** To `path`, readable by its owner alone, or to `-`, standard output. No file is written over. Returns how many rows each table has. */
export async function backUp(databaseUrl: string, version: string, path: string): Promise<Counts> {
  if (path === '-') return write(databaseUrl, version, process.stdout)
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw new BackupProblem(`${path} cannot be made (${driverError(error).code}): name a new file, in a folder that is there.`)
  })
  try {
    return await write(databaseUrl, version, file.createWriteStream({ flush: true }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function write(databaseUrl: string, version: string, to: Writable): Promise<Counts> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {}, connection: { application_name: 'gatehouse backup' } })
  const counts: Counts = {}
  try {
    await sql.begin('isolation level repeatable read read only', (tx) => writeBackup(framesOf(tx, version, counts), to))
    return counts
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function* framesOf(tx: TransactionSql, version: string, counts: Counts): AsyncGenerator<Frame> {
  const manifest: Manifest = { app: version, takenAt: new Date().toISOString(), migrations: await migrationsOf(tx) }
  yield { kind: 'manifest', value: manifest }
  for (const { table, columns } of await tablesOf(tx)) {
    yield { kind: 'table', value: { table, columns } }
    let count = 0
    // A table in parts can be read by a query alone.
    const rows: Readable = await tx.unsafe(`copy (select ${columns.join(', ')} from ${table}) to stdout`).readable()
    for await (const bytes of inFrames(rows)) {
      for (const byte of bytes) if (byte === NEW_LINE) count += 1
      yield { kind: 'rows', bytes }
    }
    // The driver leaves its connection paused where the end of the rows came before they were read.
    // oxlint-disable-next-line no-underscore-dangle -- the one way to say so
    rows._read(0)
    counts[table] = count
  }
  yield { kind: 'counts', value: counts }
}

/** COPY hands over a row at a time: too little for a frame. */
async function* inFrames(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const row of rows) {
    waiting.push(row)
    length += row.length
    if (length < FRAME_BYTES) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}
