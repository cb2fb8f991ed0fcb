import { describe, expect, it } from 'vitest'
import { testsOverHttp } from '../../scripts/changed-tests.ts'

const TESTS = ['story', 'passkeys', 'limits', 'session-lifetime', 'sessions', 'redirects'].map((name) => `tests/http/${name}.test.ts`)
const named = (...paths: string[]) => testsOverHttp(paths, TESTS).map((path) => /(\w[\w-]*)\.test/.exec(path)?.[1])

describe('the tests over HTTP that a change concerns', () => {
  it('are the story and those named after the changed file or its feature, by whole words', () => {
    expect(named('src/features/passkeys/list.tsx')).toEqual(['story', 'passkeys'])
    expect(named('src/auth/sessions/session-limits.server.ts')).toEqual(['story', 'limits', 'sessions'])
    expect(named('src/platform/http/safe-redirect.ts')).toEqual(['story', 'redirects'])
    expect(named('src/ui/button.tsx')).toEqual(['story'])
  })

  it('are none when no source of the build has changed', () => {
    expect(named('docs/security.md', 'scripts/dev.ts')).toEqual([])
  })
})
