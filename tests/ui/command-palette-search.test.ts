import { expect, test } from 'vitest'
import { findCommands } from '#ui/command-palette-search.ts'

const run = () => undefined
const GROUPS = [
  { label: 'Pages', items: [{ id: 'home', label: 'Home', keywords: ['dashboard'], run }] },
  { label: 'Actions', items: [{ id: 'geneva', label: 'Travel to Genève', hint: 'Train', run }] },
]

const found = (query: string) => findCommands(GROUPS, query).map(({ label, items }) => [label, ...items.map(({ id }) => id)])

test('a query finds by label and keyword, and leaves out the groups it empties', () => {
  expect(found('dash')).toEqual([['Pages', 'home']])
  expect(found('geneve travel')).toEqual([['Actions', 'geneva']])
})

test('no query finds all, and a word of no command nothing', () => {
  expect(found('')).toEqual([
    ['Pages', 'home'],
    ['Actions', 'geneva'],
  ])
  expect(found('geneve plane')).toEqual([])
})
