import { describe, expect, it } from 'vitest'
import { PAGE_MAX, oneOf, pageNumber, searchParams, text, textLike, token } from '#platform/forms/search-params.ts'

const read = searchParams({
  done: oneOf('on', 'off'),
  days: oneOf(7, 30),
  redirect: text,
  kind: textLike(/^[a-z]+\.[a-z]+$/),
  token,
  page: pageNumber,
})

const NOTHING = { done: undefined, days: undefined, redirect: undefined, kind: undefined, token: undefined, page: undefined }

describe('what a page understands of its address', () => {
  it('is what its readers know', () => {
    const known = { done: 'off', days: 30, redirect: '/app', kind: 'a.b', token: 'x', page: 2 }
    expect(read(known)).toEqual(known)
  })

  it('is undefined for what they do not know, not left out: the router would keep what the address says', () => {
    const unknown = { done: 'maybe', days: '7', redirect: ['/app'], kind: 'a.b\n<b>', token: { toString: 1 }, page: '2' }
    expect(Object.entries(read(unknown))).toEqual(Object.entries(NOTHING))
    expect(Object.entries(read({}))).toEqual(Object.entries(NOTHING))
  })

  it('is nothing that no reader was made for', () => {
    expect(read({ isAdmin: true, ['__proto__']: { isAdmin: true } })).toEqual(NOTHING)
  })

  it('has a token of digits, which arrives as a number, as text', () => {
    expect(read({ token: 42 })).toMatchObject({ token: '42' })
  })

  it.each([0, -1, 1.5, Number.NaN, Infinity, PAGE_MAX + 1])('has no page %s', (page) => {
    expect(read({ page })).toMatchObject({ page: undefined })
  })
})
