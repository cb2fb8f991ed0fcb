import { describe, expect, it } from 'vitest'
import { LOCALES } from '#platform/i18n/locales.ts'
import { BASE_LOCALE, type Message, folders, read } from '../support/messages.ts'

const messagesOf = (locale: string) => new Map(folders.flatMap((folder) => Object.entries(read(folder, locale))))

const texts = (message: Message): string[] =>
  typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match))
const inputs = (message: Message): string[] =>
  [...new Set(texts(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name))))].toSorted()
const declared = (message: Message): string[] =>
  typeof message === 'string' ? [] : message.flatMap(({ declarations }) => declarations).toSorted()

/** Which plural forms a language has: `one` and `other` in English, six in Arabic. */
const pluralForms = (locale: string) => new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()

const english = messagesOf(BASE_LOCALE)

describe.each(LOCALES.filter((locale) => locale !== BASE_LOCALE))('the language %s', (locale) => {
  const translated = messagesOf(locale)

  it('has every message, and none that nobody asks for', () => {
    const wrong = folders.flatMap((folder) => {
      const [here, there] = [read(folder, locale), read(folder, BASE_LOCALE)]
      const [missing, extra] = [Object.keys(there).filter((key) => !(key in here)), Object.keys(here).filter((key) => !(key in there))]
      return [
        ...missing.map((key) => `${folder}/${locale}.json lacks ${key}`),
        ...extra.map((key) => `${folder}/${locale}.json has ${key}, which ${BASE_LOCALE}.json lacks`),
      ]
    })
    expect(wrong).toEqual([])
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

describe.each(LOCALES)('plurals in %s', (locale) => {
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
