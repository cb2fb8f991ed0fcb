import { type Plugin, minifySync, rolldownVersion } from 'vite'
import { locales } from '../../src/messages/project.inlang/settings.json' with { type: 'json' }

const MESSAGE = /\/messages\/generated\/messages\/(?!_index)\w+\.js$/
const OURS = /\/src\/(?!messages\/generated\/).*\.tsx?(?:$|\?)/
const LANGUAGE = '__PAGE_LANGUAGE__'
/** As the compiler ends each message: a function that asks for the language at every call, and calls that one's. */
const CHOICE =
  /\(\(inputs(?: = \{\})?, options = \{\}\) => \{\n\t(?:const locale = )?experimentalStaticLocale \?\? options\.locale \?\? getLocale\(\)\n((?:\tif \(locale === "[\w-]+"\) return \w+\(inputs\)\n)*)\treturn (\w+)\(inputs\)\n\}\);?$/
const BRANCH = /\tif \(locale === ("[\w-]+")\) return (\w+)\(inputs\)\n/g

/**
 * A browser gets the words of its page's language alone: each script is built once for each, `assets/de/…` beside
 * `assets/en/…`, and a page names those of its own. A further language costs a visitor nothing.
 * `src/http/page-scripts.server.ts` names them.
 */
export function languagesApart(): Plugin[] {
  let messages = 0
  return [
    {
      name: 'gatehouse:languages-apart',
      enforce: 'pre',
      applyToEnvironment: ({ name }) => name === 'client',
      // What is minified below, once the language is known: then the others' words are dead code.
      config: () => ({ environments: { client: { build: { minify: false, cssMinify: 'lightningcss' } } } }),
      transform(code, id) {
        if (!MESSAGE.test(id)) return null
        const changed = code.replace(
          CHOICE,
          (_all, others: string, base: string) => others.replace(BRANCH, `${LANGUAGE} === $1 ? $2 : `) + base,
        )
        if (changed === code) this.error('Paraglide writes messages in another way now: see scripts/vite/languages-apart.ts.')
        messages += 1
        return { code: changed, map: null, moduleSideEffects: false }
      },
      // A name in assets/ stands for what is in the file, for good: it must change with whatever makes the file, too.
      augmentChunkHash: () => `${rolldownVersion} ${inLanguage}`,
      generateBundle: {
        order: 'post',
        handler(_options, bundle) {
          if (messages === 0) this.error('No message was found: see scripts/vite/languages-apart.ts.')
          const { target } = this.environment.config.build
          for (const [name, file] of Object.entries(bundle)) {
            if (file.type !== 'chunk') continue
            delete bundle[name]
            for (const locale of locales)
              this.emitFile({ type: 'asset', fileName: name.replace('/', `/${locale}/`), source: inLanguage(file.code, locale, target) })
          }
        },
      },
    },
    {
      name: 'gatehouse:languages-apart-calls',
      enforce: 'post',
      applyToEnvironment: ({ name }) => name === 'client',
      /** A message's second argument is for another language than the page's, which a browser does not have. */
      transform(code, id) {
        if (!OURS.test(id) || !code.includes('messages/generated/messages')) return
        if (callsElsewhere(this.parse(code))) this.error(`${id}: a browser has the words of its page's language only.`)
      },
    },
  ]
}

function inLanguage(code: string, locale: string, target: false | string | string[]): string {
  const known = code.replaceAll(LANGUAGE, JSON.stringify(locale))
  const { code: small, errors } = minifySync('chunk.js', known, { module: true, compress: target === false ? {} : { target } })
  if (errors[0] !== undefined) throw new Error(errors[0].message)
  return small
}

type Call = { callee?: { object?: { name?: string } }; arguments?: unknown[] }

/** Whether `m.key(…)` is called with more than its inputs, anywhere in a syntax tree. */
function callsElsewhere(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  const { callee, arguments: given = [] }: Call = node
  return (callee?.object?.name === 'm' && given.length > 1) || Object.values(node).some(callsElsewhere)
}
