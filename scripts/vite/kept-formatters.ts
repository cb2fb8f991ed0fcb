import type { Plugin } from 'vite'

const MODULE = /src\/messages\/generated\/registry\.js$/
const MADE_ANEW = /new Intl\.(\w+)\((\w+), (\w+)\)/g
const KEEP = `const kept = new Map()
function keep(kind, locale, options) {
  const key = kind + locale + JSON.stringify(options)
  if (!kept.has(key)) kept.set(key, new Intl[kind](locale, options))
  return kept.get(key)
}
`

/**
 * On the server a message with a number makes its formatters once: to make one takes longer than the page around it. Of
 * few kinds, since locales and options stand in our own messages.
 */
export function keptFormatters(): Plugin {
  return {
    name: 'gatehouse:kept-formatters',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform(code, id) {
      if (!MODULE.test(id.replaceAll('\\', '/'))) return null
      const changed = code.replaceAll(MADE_ANEW, "keep('$1', $2, $3)")
      if (changed === code) this.error('Paraglide has changed: adapt or drop scripts/vite/kept-formatters.ts.')
      return { code: KEEP + changed, map: null }
    },
  }
}
