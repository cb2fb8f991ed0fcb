import { describe, expect, it } from 'vitest'
import { acceptedEncoding } from '#platform/http/accept-encoding.ts'

describe('the encoding of an answer', () => {
  it.each([
    [null, null],
    ['', null],
    ['br', 'br'],
    ['BR ; Q=0.5', 'br'],
    ['gzip, br', 'br'],
    ['gzip;q=1.000, br;q=0.999', 'gzip'],
    ['gzip;q=0', null],
    ['*;q=0.1', 'br'],
    ['br;q=0, *', 'gzip'],
    ['identity;q=0.5, gzip;q=0.5', 'gzip'],
    ['identity;q=0.6, gzip;q=0.5', null],
    ['gzip;level=9', null],
    ['gzip;q=1.5', null],
    ['__proto__, constructor', null],
  ])('for %j is %j', (header, encoding) => {
    expect(acceptedEncoding(header)).toBe(encoding)
  })

  it('is found in a header of any length in a time that grows with it (denial of service)', () => {
    expect(acceptedEncoding(' '.repeat(1_000_000))).toBeNull()
    expect(acceptedEncoding(`${'a;q=0,'.repeat(100_000)}gzip`)).toBe('gzip')
  })
})
