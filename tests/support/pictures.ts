/** Pictures as files, made byte by byte: whole ones, and ones that lie. */
import { crc32, deflateSync } from 'node:zlib'

type Bytes = Buffer<ArrayBuffer>

/** A red PNG. `claims`: the size its head names, where the pixels are fewer. `text`: a note such as cameras leave. */
export function png(width: number, height: number, { claims = { width, height }, text = '' } = {}): Bytes {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(claims.width, 0)
  head.writeUInt32BE(claims.height, 4)
  head.writeUInt8(8, 8)
  head.writeUInt8(2, 9)
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([220, 30, 30]))])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))
  const note = text === '' ? [] : [chunk('tEXt', Buffer.from(`Comment\0${text}`))]
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), ...note, chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Bytes {
  const body = Buffer.concat([Buffer.from(name), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** The head of an extended WebP with a small canvas and a huge picture in it. */
export function lyingWebp(): Bytes {
  const extended = Buffer.alloc(18)
  extended.write('VP8X', 0)
  extended.writeUInt32LE(10, 4)
  const frame = Buffer.alloc(13)
  frame.write('VP8L', 0)
  frame.writeUInt32LE(5, 4)
  frame.writeUInt8(0x2f, 8)
  frame.writeUInt32LE(0x0fffffff, 9)
  const head = Buffer.from('RIFF\0\0\0\0WEBP')
  return Buffer.concat([head, extended, frame])
}
