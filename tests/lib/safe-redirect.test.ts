import { describe, expect, it } from 'vitest'
import { safeRedirect } from '#platform/http/safe-redirect.ts'
import { HOSTILE_REDIRECTS } from '../support/hostile-redirects.ts'

/** An odd path of this site: browsers decode no tab. */
const ODD_PATH = '/%09/evil.test'

describe('safeRedirect', () => {
  it.each(['/app', '/settings/profile?tab=1#name', '/a/b.c', '/search?q=a%20b', '/app?next=//elsewhere'])(
    'keeps a path of ours: %s',
    (path) => {
      expect(safeRedirect(path, '/app')).toBe(path)
    },
  )

  it.each([...HOSTILE_REDIRECTS.filter((target) => target !== ODD_PATH), '', ' /app', undefined, null, {}, ['/app'], 7])(
    'sends an open redirect home: %j [ASVS 3.7.2]',
    (target) => {
      expect(safeRedirect(target, '/app')).toBe('/app')
    },
  )

  it.each([...HOSTILE_REDIRECTS])('leads to this site and no other, whatever it is given: %j [ASVS 3.7.2]', (target) => {
    expect(new URL(safeRedirect(target, '/app'), 'https://localhost').origin).toBe('https://localhost')
  })
})
