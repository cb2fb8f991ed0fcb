import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const COMPILED = /\/messages\/generated\/runtime\.js$/
const IN_A_PAGE = fileURLToPath(new URL('../../src/messages/page-runtime.ts', import.meta.url))

/** Gives the browser's messages `src/messages/page-runtime.ts` for a runtime. A name it lacks fails the build. */
export function pageLanguage(): Plugin {
  return {
    name: 'gatehouse:page-language',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    async resolveId(source, importer, options) {
      if (!/runtime(\.js)?$/.test(source)) return null
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true })
      return resolved !== null && COMPILED.test(resolved.id) ? IN_A_PAGE : null
    },
  }
}
