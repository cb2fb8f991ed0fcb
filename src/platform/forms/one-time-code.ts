export const ONE_TIME_CODE_DIGITS = 6

/** The zeros of the digits people type: ASCII, Arabic-Indic, Persian, full width. */
const ZEROS = [0x30, 0x660, 0x6f0, 0xff10]

/** What a person typed or pasted, as ASCII digits: `123 456`, `123-456` and `١٢٣٤٥٦` are all `123456`. */
export function digitsOfCode(typed: string): string {
  return Array.from(typed, digitOf).join('').slice(0, ONE_TIME_CODE_DIGITS)
}

function digitOf(character: string): string {
  const point = character.codePointAt(0) ?? 0
  const zero = ZEROS.find((start) => point >= start && point < start + 10)
  return zero === undefined ? '' : String(point - zero)
}

/** `ABCD-EFGH-…`: groups of four. */
export const inGroups = (text: string, separator: string): string => text.match(/.{1,4}/g)?.join(separator) ?? ''
