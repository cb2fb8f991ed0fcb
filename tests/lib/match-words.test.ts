import { expect, test } from 'vitest'
import { matchesWords } from '#ui/match-words.ts'

test('every word must be found, in any order and in any of the texts', () => {
  expect(matchesWords('key new', ['New API key', 'token'])).toBe(true)
  expect(matchesWords('new token', ['New API key', 'token'])).toBe(true)
  expect(matchesWords('new member', ['New API key', 'token'])).toBe(false)
})

test('case and accents do not count, on either side', () => {
  expect(matchesWords('EINSTELLUNGEN andern', ['Einstellungen ändern'])).toBe(true)
  expect(matchesWords('crème', ['Creme'])).toBe(true)
  expect(matchesWords('مُحَمَّد', ['محمد'])).toBe(true)
})

test('an empty query matches everything, and a word never spans two texts', () => {
  expect(matchesWords('  ', ['Home'])).toBe(true)
  expect(matchesWords('homesweet', ['Home', 'sweet'])).toBe(false)
})
