/** Makes a new picture of one that was sent: pixels only, of one size and kind. Nothing of the file itself is kept. */
import { Worker } from 'node:worker_threads'
import { pictureSize } from './picture-kind.ts'

export const PICTURE_TYPE = 'image/webp'
const PIXELS = 256
const SOURCE_MAX_PIXELS = 40_000_000
const TIMEOUT_MS = 15_000
/** One of the largest size takes 300 MB while it is worked. */
const WAITING_MAX = 8

/** Null for what is no picture of the kinds we take, is too large, or cannot be read. */
export async function reEncode(bytes: Uint8Array<ArrayBuffer>): Promise<Buffer | null> {
  const size = pictureSize(bytes)
  if (size === null || size.width * size.height > SOURCE_MAX_PIXELS) return null
  return inTurn(() => work(bytes))
}

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

export class TooManyPictures extends Error {
  override name = 'TooManyPictures'
}

/** One at a time. */
async function inTurn<T>(task: () => Promise<T>): Promise<T> {
  if (waiting >= WAITING_MAX) throw new TooManyPictures('too many pictures at once')
  waiting += 1
  const result = last.then(task)
  last = result.catch(() => {})
  return result.finally(() => (waiting -= 1))
}

async function work(bytes: Uint8Array<ArrayBuffer>): Promise<Buffer | null> {
  const worker = new Worker(WORKER, { workerData: { module: await decoder(), bytes, pixels: PIXELS }, stdout: true, stderr: true })
  const timer = setTimeout(() => void worker.terminate(), TIMEOUT_MS)
  try {
    return await new Promise((resolve) => {
      worker.once('message', (encoded: Uint8Array) => resolve(Buffer.from(encoded)))
      // The decoder's words on a file that somebody made for it are of no use to anyone.
      worker.once('error', () => resolve(null))
      worker.once('exit', () => resolve(null))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** In a build a file of its own beside the server's, in development this source. */
const WORKER = import.meta.env.DEV
  ? new URL('./picture.worker.server.ts', import.meta.url)
  : new URL('../picture-worker.js', import.meta.url)

let compiled: Promise<WebAssembly.Module> | undefined

/** Four megabytes that only a process which is sent pictures has in memory. */
function decoder(): Promise<WebAssembly.Module> {
  compiled ??= import('@takumi-rs/wasm/takumi_wasm_bg.wasm?source').then((module) => module.default)
  return compiled
}
