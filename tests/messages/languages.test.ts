import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { baseLocale, locales } from '#platform/i18n/generated/runtime.js'
import { ROOT } from '../../scripts/checkout.ts'
import { sources } from '../support/sources.ts'

type Variants = { declarations: string[]; selectors: string[]; match: Record<string, string> }
type Message = string | Variants[]

const MESSAGES = join(ROOT, 'src/platform/i18n')
const areas = readdirSync(join(MESSAGES, baseLocale)).toSorted()

const fileOf = (locale: string, area: string) => join(MESSAGES, locale, area)
const shown = (path: string) => relative(ROOT, path).replaceAll('\\', '/')

function messagesIn(path: string): [string, Message][] {
  const all: [string, Message][] = existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, 'utf8'))) : []
  return all.filter(([key]) => key !== '$schema')
}

const messagesOf = (locale: string) => new Map(areas.flatMap((area) => messagesIn(fileOf(locale, area))))

/** Keys that one file has and another one lacks: `src/platform/i18n/de/log.json lacks log_title`. */
function missing(path: string, from: string): string[] {
  const known = new Set(messagesIn(path).map(([key]) => key))
  return messagesIn(from).flatMap(([key]) => (known.has(key) ? [] : [`${shown(path)} lacks ${key}`]))
}

const texts = (message: Message): string[] =>
  typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match))
const inputs = (message: Message): string[] =>
  [...new Set(texts(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name))))].toSorted()
const declared = (message: Message): string[] =>
  typeof message === 'string' ? [] : message.flatMap(({ declarations }) => declarations).toSorted()

/** Which plural forms a language has: `one` and `other` in English, six in Arabic. */
const pluralForms = (locale: string) => new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()

const english = messagesOf(baseLocale)

describe('the messages', () => {
  it('are each in a file that the compiler reads', () => {
    const { pathPattern } = JSON.parse(readFileSync(join(MESSAGES, 'project.inlang/settings.json'), 'utf8'))['plugin.inlang.messageFormat']
    const unread = areas.filter((area) => !pathPattern.includes(`./{locale}/${area}`))
    expect(unread.map((area) => `src/platform/i18n/project.inlang/settings.json: add "./{locale}/${area}" to pathPattern`)).toEqual([])
  })

  it('are each used in a source', () => {
    const used = new Set(sources().flatMap(({ text }) => [...text.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key)))
    const unused = areas.flatMap((area) => {
      const path = fileOf(baseLocale, area)
      return messagesIn(path).flatMap(([key]) =>
        used.has(key) ? [] : [`${shown(path)}: ${key} is used in no source: remove it in every language`],
      )
    })
    expect(unused).toEqual([])
  })

  it('are called by name, so that an unused one is found: m.some_key(), never m[key]', () => {
    const computed = sources().filter(({ text }) => /\bimport \{[^}]*\bm\b/.test(text) && /\bm\[|[(,=] ?m[,)]/.test(text))
    expect(computed.map(({ path }) => path)).toEqual([])
  })
})

describe.each(locales.filter((locale) => locale !== baseLocale))('the language %s', (locale) => {
  const translated = messagesOf(locale)

  it('has every message, and none that English lacks', () => {
    const lacking = areas.flatMap((area) => [
      ...missing(fileOf(locale, area), fileOf(baseLocale, area)),
      ...missing(fileOf(baseLocale, area), fileOf(locale, area)),
    ])
    expect(lacking).toEqual([])
    expect(readdirSync(join(MESSAGES, locale)).toSorted()).toEqual(areas)
  })

  it('leaves no message empty or with a placeholder that the English one does not know', () => {
    const wrong = [...translated].filter(([key, message]) => {
      const known = new Set([
        ...inputs(english.get(key) ?? ''),
        ...declared(english.get(key) ?? '').map((line) => line.split(' ')[1] ?? ''),
      ])
      return texts(message).some((text) => text.trim() === '') || inputs(message).some((name) => !known.has(name))
    })
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  it('says in every form what the English one says: no placeholder of a plain message is lost', () => {
    const lost = [...translated].filter(([key, message]) => {
      const source = english.get(key)
      return typeof source === 'string' && inputs(source).join() !== inputs(message).join()
    })
    expect(lost.map(([key]) => key)).toEqual([])
  })
})

describe.each(locales)('plurals in %s', (locale) => {
  it('have every form of the language, or one for all', () => {
    const wrong = [...messagesOf(locale)].flatMap(([key, message]) => {
      if (typeof message === 'string') return []
      return message.flatMap(({ selectors, match }) =>
        selectors
          .filter((selector) => /plural/i.test(selector))
          .map((selector) =>
            [...new Set(Object.keys(match).flatMap((line) => line.match(new RegExp(`${selector}=(\\w+|\\*)`))?.[1] ?? []))].toSorted(),
          )
          .filter((forms) => !forms.includes('*') && forms.join() !== pluralForms(locale).join())
          .map((forms) => `${key}: ${forms.join()}`),
      )
    })
    expect(wrong).toEqual([])
  })
})
