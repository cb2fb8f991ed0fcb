import type { Plugin } from 'vite'

const HELPER = /^\0vite\/preload-helper\.js$/
/** As Vite leaves an `import()`, and one of which only some names are taken. */
const CALL = /__vitePreload\(\(\) => (import\("[^"]+"\)(?:\.then\(\(\w+\) => \w+\.\w+(?:\(\.\.\.\w+\))?\))?), __VITE_PRELOAD__\)/g
const NAMED =
  /__vitePreload\(async \(\) => \{\s*const \{ [^}]+ \} = await (import\("[^"]+"\));\s*return \{ [^}]+ \};\s*\}, __VITE_PRELOAD__\)/g

/**
 * Vite notes in the entry which files each page needs, and a loader that asks for them early: 2 KB gzip on every page,
 * and more with each route. The server's HTML already names the files of the page that is opened, and the router asks
 * for the next one as soon as a link is pointed at. Goes with `build.modulePreload: false`.
 */
export function noPreloadLists(): Plugin {
  return {
    name: 'gatehouse:no-preload-lists',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    load: (id) => (HELPER.test(id) ? 'export const __vitePreload = (load) => load()' : null),
    renderChunk: (code) => ({ code: code.replace(CALL, '$1').replace(NAMED, '$1'), map: null }),
    generateBundle(_options, bundle) {
      const wrapped = Object.values(bundle).filter((file) => file.type === 'chunk' && file.code.includes('__vitePreload('))
      if (wrapped.length > 0) this.error('Vite writes an import() in another way now: see scripts/vite/no-preload-lists.ts.')
      const styled = Object.values(bundle).filter((file) => file.type === 'chunk' && (file.viteMetadata?.importedCss.size ?? 0) > 0)
      if (styled.length > 0)
        this.error(`${styled.map(({ fileName }) => fileName).join(', ')}: brings a stylesheet, which nothing would load.`)
    },
  }
}
