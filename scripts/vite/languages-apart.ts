import { minifySync } from 'vite'
import type { Plugin } from 'vite'
import { locales } from '../../src/messages/project.inlang/settings.json' with { type: 'json' }

const MESSAGE = /\/messages\/generated\/messages\/(?!_index)\w+\.js$/
const LANGUAGE = '__PAGE_LANGUAGE__'
const OTHER_LANGUAGE = /\bm\.\w+\((?:\{[^{}]*\}|\w+),\s*\{\s*locale\b/
/** As the compiler ends each message: a function that asks for the language at every call, and calls that one's. */
const CHOICE =
  /\(\(inputs(?: = \{\})?, options = \{\}\) => \{\n\tconst locale = experimentalStaticLocale \?\? options\.locale \?\? getLocale\(\)\n((?:\tif \(locale === "\w+"\) return \w+\(inputs\)\n)*)\treturn (\w+)\(inputs\)\n\}\);?$/
const BRANCH = /\tif \(locale === ("\w+")\) return (\w+)\(inputs\)\n/g

/**
 * A browser gets the words of its page's language alone: each script is built once for each, `assets/de/…` beside
 * `assets/en/…`, and a page names those of its own. A further language costs a visitor nothing.
 * `src/http/page-scripts.server.ts` names them.
 */
export function languagesApart(): Plugin {
  return {
    name: 'gatehouse:languages-apart',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    // What is minified here, once the language is known: then the others' words are dead code.
    config: () => ({ environments: { client: { build: { minify: false, cssMinify: 'lightningcss' } } } }),
    transform(code, id) {
      if (OTHER_LANGUAGE.test(code)) this.error(`${id}: a browser has the words of its page's language only.`)
      if (!MESSAGE.test(id)) return null
      const changed = code.replace(
        CHOICE,
        (_all, others: string, base: string) => others.replace(BRANCH, `${LANGUAGE} === $1 ? $2 : `) + base,
      )
      if (changed === code) this.error('Paraglide writes messages in another way now: see scripts/vite/languages-apart.ts.')
      return { code: changed, map: null, moduleSideEffects: false }
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type !== 'chunk') continue
          delete bundle[name]
          for (const locale of locales)
            this.emitFile({ type: 'asset', fileName: name.replace('/', `/${locale}/`), source: inLanguage(name, file.code, locale) })
        }
      },
    },
  }
}

function inLanguage(name: string, code: string, locale: string): string {
  const { code: small, errors } = minifySync(name, code.replaceAll(LANGUAGE, JSON.stringify(locale)), { module: true })
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`)
  return small
}
