/** Writes what a browser would rather load beside each file of the built client: once here, instead of at each request. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const TEXT = new Set(['.css', '.js', '.json', '.svg', '.txt', '.webmanifest'])
/** A packet or less is not worth it. */
const MIN_BYTES = 1024
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
const GZIP = { level: constants.Z_BEST_COMPRESSION }

export async function precompress(folder: string): Promise<void> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && TEXT.has(extname(entry.name)))
    .map(({ parentPath, name }) => join(parentPath, name))
  await Promise.all(files.map(compress))
}

async function compress(file: string): Promise<void> {
  const content = readFileSync(file)
  if (content.length < MIN_BYTES) return
  const [br, gz] = await Promise.all([promisify(brotliCompress)(content, BROTLI), promisify(gzip)(content, GZIP)])
  writeFileSync(`${file}.br`, br)
  writeFileSync(`${file}.gz`, gz)
}
