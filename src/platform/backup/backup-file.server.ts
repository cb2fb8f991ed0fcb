/**
 * The file of a backup: one line that names its kind, a gzip stream of frames, and the SHA-256 of both as the last line. It
 * is read twice: checked to its end before anything is restored.
 * Node runs this file directly too (scripts/).
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { CommandError } from '#platform/cli/command.ts'

const MAGIC = Buffer.from('gatehouse backup 1\n')
/** A space, 64 hexadecimal digits and the end of the line. */
const TRAILER_BYTES = 66
const HEAD_BYTES = 5
/** A row is one frame at least, and a row holds one picture at most. */
const FRAME_MAX_BYTES = 64 * 1024 * 1024

export const ManifestSchema = z.object({
  app: z.string(),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ hash: z.string(), when: z.number() })),
})
export type Manifest = z.infer<typeof ManifestSchema>
export const TableSchema = z.object({ table: z.string(), columns: z.array(z.string()) })
export type Table = z.infer<typeof TableSchema>
export const CountsSchema = z.record(z.string(), z.number())
export type Counts = z.infer<typeof CountsSchema>

/** First the manifest, then each table with its rows as COPY writes them, last how many rows each had. */
export type Frame = { kind: 'manifest' | 'table' | 'counts'; value: unknown } | { kind: 'rows'; bytes: Buffer }
const KINDS = ['manifest', 'table', 'rows', 'counts'] as const

export class BackupProblem extends CommandError {
  override name = 'BackupProblem'
}

export async function writeBackup(frames: AsyncIterable<Frame>, to: Writable): Promise<void> {
  const hash = createHash('sha256').update(MAGIC)
  to.write(MAGIC)
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(null, Buffer.from(` ${hash.digest('hex')}\n`))
    },
  })
  await pipeline(Readable.from(encoded(frames), { objectMode: false }), createGzip(), hashed, to)
}

/** Throws BackupProblem for what is no backup, or not the one that was written. */
export async function checkBackup(path: string): Promise<void> {
  const { size, end } = await endsOf(path)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { end: size - TRAILER_BYTES - 1 })) hash.update(chunk)
  if (end !== ` ${hash.digest('hex')}\n`) throw new BackupProblem(`${path} is damaged, or was cut off: it is not as it was written.`)
}

/** Of a file that was checked. */
export async function* readBackup(path: string): AsyncGenerator<Frame> {
  const { size } = await endsOf(path)
  const packed = createReadStream(path, { start: MAGIC.length, end: size - TRAILER_BYTES - 1 })
  const gunzip = createGunzip()
  packed.on('error', (error) => gunzip.destroy(error)).pipe(gunzip)
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      const length = rest.length < HEAD_BYTES ? Infinity : rest.readUInt32BE(1)
      if (rest.length < HEAD_BYTES + length) break
      yield decoded(rest.readUInt8(0), rest.subarray(HEAD_BYTES, HEAD_BYTES + length))
      rest = rest.subarray(HEAD_BYTES + length)
    }
  }
}

async function* encoded(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const frame of frames) {
    const bytes = frame.kind === 'rows' ? frame.bytes : Buffer.from(JSON.stringify(frame.value))
    if (bytes.length > FRAME_MAX_BYTES) throw new BackupProblem('A row is too long for a backup.')
    const head = Buffer.alloc(HEAD_BYTES)
    head.writeUInt8(KINDS.indexOf(frame.kind), 0)
    head.writeUInt32BE(bytes.length, 1)
    yield Buffer.concat([head, bytes])
  }
}

function decoded(code: number, bytes: Buffer): Frame {
  const kind = KINDS[code]
  if (kind === undefined) throw new BackupProblem('The backup holds what this version does not know.')
  return kind === 'rows' ? { kind, bytes } : { kind, value: JSON.parse(bytes.toString()) }
}

async function endsOf(path: string): Promise<{ size: number; end: string }> {
  const file = await open(path).catch(() => {
    throw new BackupProblem(`${path} cannot be read.`)
  })
  try {
    const { size } = await file.stat()
    const [start, end] = [Buffer.alloc(MAGIC.length), Buffer.alloc(TRAILER_BYTES)]
    await file.read(start, 0, start.length, 0)
    await file.read(end, 0, end.length, Math.max(0, size - TRAILER_BYTES))
    if (!start.equals(MAGIC) || size < MAGIC.length + TRAILER_BYTES) throw new BackupProblem(`${path} is no backup of Gatehouse.`)
    return { size, end: end.toString() }
  } finally {
    await file.close()
  }
}
