import { describe, expect, it } from 'vitest'
import { nameInput } from '#platform/forms/input.ts'

describe('a name', () => {
  it.each(['Ada', 'Ö', '王', 'محمد', 'दे', 'می‌خواهم', '👩‍🚀', '7', '-', '⠓⠊', '한'])('may be %s', (name) => {
    expect(nameInput.parse(name)).toBe(name)
  })

  it.each([
    ['spaces', ' \u00A0\u2003\u3000'],
    ['a Hangul filler', '\u3164'],
    ['the other Hangul fillers', '\u115F\u1160\uFFA0'],
    ['braille blanks', '\u2800\u2800'],
    ['zero-width characters', '\u200B\u200C\u200D\u2060\uFEFF'],
    ['a soft hyphen', '\u00AD'],
    ['direction marks', '\u200E\u200F\u061C'],
    ['line and paragraph separators', 'x\u2028'.slice(1)],
    ['combining marks alone', '\u0301\u0338'],
    ['variation selectors', '\uFE0F\u{E0100}'],
    ['tag characters', '\u{E0041}\u{E0042}'],
    ['Khmer inherent vowels', '\u17B4\u17B5'],
    ['a null note', '\u{1D159}'],
    ['private use characters', '\uE000'],
    ['a mix of them', '\u3164 \u200B\u2800\u0301'],
  ])('is none when it is made of %s (impersonation by a blank name)', (_, name) => {
    expect(nameInput.safeParse(name).success).toBe(false)
  })
})
