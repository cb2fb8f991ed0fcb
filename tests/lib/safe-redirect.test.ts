import { describe, expect, it } from 'vitest'
import { safeRedirect } from '~/lib/safe-redirect'

describe('safeRedirect', () => {
  it.each(['/app', '/settings/profile?tab=1#name', '/a/b.c', '/search?q=a%20b'])('keeps a path of ours: %s', (path) => {
    expect(safeRedirect(path, '/app')).toBe(path)
  })

  it.each([
    '//evil.test',
    '/\\evil.test',
    '/.//evil.test',
    '/..//evil.test',
    '/%2f%2fevil.test',
    '/%2F/evil.test',
    '///evil.test',
    '/%5cevil.test',
    'https://evil.test',
    'javascript:alert(1)',
    'data:text/html,x',
    '/\tevil',
    '/a\r\nset-cookie: x=1',
    '\u0000/a',
    ' /app',
    `/${'a'.repeat(8192)}`,
    '',
    undefined,
    null,
    {},
  ])('sends an open redirect home: %j [ASVS 3.7.2]', (target) => {
    expect(safeRedirect(target, '/app')).toBe('/app')
  })
})
