import type { Plugin } from 'vite'

const REGISTRY = /src\/messages\/generated\/registry\.js$/
const RUNTIME = /src\/messages\/generated\/runtime\.js$/
const MADE_ANEW = /new Intl\.(\w+)\((\w+), (\w+)\)/g
const KEEP = `const kept = new Map()
function keep(kind, locale, options) {
  const key = kind + locale + JSON.stringify(options)
  if (!kept.has(key)) kept.set(key, new Intl[kind](locale, options))
  return kept.get(key)
}
`
const DIRECTION = 'export function getTextDirection(locale = getLocale()) {'
const KEPT_DIRECTION = `const directions = new Map()
export function getTextDirection(locale = getLocale()) {
  if (!directions.has(locale)) directions.set(locale, directionOf(locale))
  return directions.get(locale)
}
function directionOf(locale) {`

/**
 * On the server a message with a number makes its formatters once, and a language is asked once which way it runs: either
 * takes longer than the elements around it. Of few kinds, since locales and options stand in our own messages.
 */
export function keptFormatters(): Plugin {
  return {
    name: 'gatehouse:kept-formatters',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform(code, id) {
      const path = id.replaceAll('\\', '/')
      if (!REGISTRY.test(path) && !RUNTIME.test(path)) return null
      const changed = REGISTRY.test(path)
        ? KEEP + code.replaceAll(MADE_ANEW, "keep('$1', $2, $3)")
        : code.replace(DIRECTION, KEPT_DIRECTION)
      if (changed === code || changed === KEEP + code) this.error('Paraglide has changed: adapt or drop scripts/vite/kept-formatters.ts.')
      return { code: changed, map: null }
    },
  }
}
