import { describe, expect, it } from 'vitest'
import { LOCALES } from '#platform/i18n/locales.ts'
import { BASE_LOCALE, files, foldersByKey } from '../support/messages.ts'
import { sources } from '../support/sources.ts'

const FEATURE = /^(?:src\/)?features\/([^/]+)\//
const all = sources()
const keys = [...foldersByKey()]

/** Who decides where a key is. Routes and startup come last: they may use the text of any feature. */
const usersOf = (key: string) => all.filter(({ path, messages }) => messages.includes(key) && !/^(routes|app)\//.test(path))
const featureOf = (path: string) => path.match(FEATURE)?.[1] ?? null

describe('a message', () => {
  it('is in one folder', () => {
    expect(keys.flatMap(([key, folders]) => (folders.length > 1 ? [`${key} is in ${folders.join(' and ')}`] : []))).toEqual([])
  })

  it('is used', () => {
    const used = new Set(all.flatMap(({ messages }) => messages))
    const unused = keys.filter(([key]) => !used.has(key))
    expect(unused.map(([key, [folder]]) => `${folder}/${BASE_LOCALE}.json has ${key}, which no source uses`)).toEqual([])
  })

  it('that one feature uses is in the folder of that feature, so that it goes when the feature goes', () => {
    const misplaced = keys.flatMap(([key, [folder = '']]) => {
      const [feature = null, ...others] = new Set(usersOf(key).map(({ path }) => featureOf(path)))
      return feature === null || others.length > 0 || featureOf(folder) !== null
        ? []
        : [`${folder}/${BASE_LOCALE}.json has ${key}, which only ${feature} uses: move it to src/features/${feature}/messages`]
    })
    expect(misplaced).toEqual([])
  })
})

describe('a message file', () => {
  it('is named after a language', () => {
    const known = new Set(LOCALES.map((locale) => `${locale}.json`))
    const unknown = files.filter((path) => !known.has(path.split('/').at(-1) ?? ''))
    expect(unknown.map((path) => `${path} is in no language of src/platform/i18n/locales.ts`)).toEqual([])
  })
})
