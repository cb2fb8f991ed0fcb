/**
 * One picture, in a thread of its own: the decoder runs in WebAssembly, cannot reach anything outside of its memory, and
 * goes with the thread, memory included. Node runs this file directly too (development).
 */
import { Renderer, initSync } from '@takumi-rs/wasm/no-bundler'
import { parentPort, workerData } from 'node:worker_threads'

type Task = { module: WebAssembly.Module; bytes: Uint8Array; pixels: number }

const { module, bytes, pixels }: Task = workerData
initSync({ module })
const side = { width: pixels, height: pixels }
const square = { type: 'image' as const, src: 'picture', ...side, style: { ...side, objectFit: 'cover' as const } }
const encoded = await new Renderer().render(square, { ...side, format: 'webp', images: [{ src: 'picture', data: bytes, cache: 'none' }] })
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
parentPort?.postMessage(encoded)
