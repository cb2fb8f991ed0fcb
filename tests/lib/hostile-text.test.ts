import { describe, expect, it } from 'vitest'
import { isHostileJson, isHostileText } from '#platform/forms/hostile-text.ts'

const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`
const named = (names: number) => JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, at) => [`k${at}`, at])))

describe('a line of text', () => {
  it.each(['a\0b', 'a\rb', 'a\nb', 'a\uD800b', '\uDC00'])('is hostile: %j [ASVS 2.2.1]', (text) => {
    expect(isHostileText(text)).toBe(true)
  })

  it.each(['', 'Ada', 'أحمد', '名前', '👩‍👩‍👧', "O'Hara; drop table", '\t'])('is fine: %j', (text) => {
    expect(isHostileText(text)).toBe(false)
  })
})

describe('JSON', () => {
  it('is hostile past 32 levels or 1,000 names, counted before it is parsed (denial of service) [ASVS 1.5.2, 2.2.1]', () => {
    expect([isHostileJson(nested(32)), isHostileJson(nested(33))]).toEqual([false, true])
    expect([isHostileJson(named(1000)), isHostileJson(named(1001))]).toEqual([false, true])
  })

  /** Whoever rescans a string that does not end needs many minutes for these. */
  it.each([
    ['200,000 levels', '{"a":'.repeat(200_000), true],
    ['a string of escaped quotes', `"${'\\"'.repeat(500_000)}"`, false],
    ['escaped quotes in no string', '\\"'.repeat(500_000), true],
    ['escaped quotes in a string that does not end', `"${'\\"'.repeat(500_000)}`, true],
    ['quotes and backslashes', '"\\'.repeat(500_000), true],
    ['an odd number of quotes', '"'.repeat(1_000_001), true],
    ['backslashes in a string that does not end', `"${'\\'.repeat(1_000_000)}`, true],
  ])('is read once, and no more: a megabyte of %s (denial of service) [ASVS 1.5.2, 2.2.1]', (_what, text, isHostile) => {
    expect(isHostileJson(text)).toBe(isHostile)
  })

  it.each([
    ['one name twice', '{"email":"a","email":"b"}'],
    ['one name twice, written differently', '{"email":"a","\\u0065mail":"b"}'],
    ['the name of a prototype', '{"a":{"__proto__":{}}}'],
    ['the name of a prototype, escaped', '{"\\u005f\\u005fproto__":1}'],
    ['the name of a prototype among the names of a framework’s object', '{"k":["__proto__"]}'],
    ['NUL', '{"a":"\\u0000"}'],
    ['half a character', '{"a":"\\ud800"}'],
  ])('is hostile with %s [ASVS 15.3.6, 2.2.1]', (_what, text) => {
    expect(isHostileJson(text)).toBe(true)
  })

  it.each([
    ['one name in two objects', '[{"a":1},{"a":2}]'],
    ['brackets and colons in texts', JSON.stringify({ a: '[[{{::"\\', b: '{"a":1,"a":2}' })],
    ['a whole character by its halves', '{"a":"\\ud83d\\ude00"}'],
    ['nothing', ''],
    ['what is no JSON: whoever parses it says so', '{{{'],
  ])('is fine with %s', (_what, text) => {
    expect(isHostileJson(text)).toBe(false)
  })
})
