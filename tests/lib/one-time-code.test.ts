import { expect, test } from 'vitest'
import { digitsOfCode } from '#platform/forms/one-time-code.ts'

test.each([
  ['123 456', '123456'],
  ['123-456', '123456'],
  [' 12 34 56\n', '123456'],
  ['Your code is 048213.', '048213'],
  ['١٢٣٤٥٦', '123456'],
  ['۱۲۳۴۵۶', '123456'],
  ['１２３４５６', '123456'],
])('%j is the code %s', (typed, code) => {
  expect(digitsOfCode(typed)).toBe(code)
})

test('an unfinished code stays as it is, and a seventh digit is dropped', () => {
  expect(digitsOfCode('12a')).toBe('12')
  expect(digitsOfCode('1234567')).toBe('123456')
  expect(digitsOfCode('')).toBe('')
})
