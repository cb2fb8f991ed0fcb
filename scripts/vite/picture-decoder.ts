import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const ID = 'virtual:picture-decoder'

/** The decoder of pictures, WebAssembly, as text: a build carries it in a file of its own, which is read when the first picture comes. */
export function pictureDecoder(): Plugin {
  return {
    name: 'gatehouse:picture-decoder',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return
      const file = createRequire(import.meta.url).resolve('@takumi-rs/wasm/takumi_wasm_bg.wasm')
      return `export const decoder = ${JSON.stringify(readFileSync(file).toString('base64'))}`
    },
  }
}
