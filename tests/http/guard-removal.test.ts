import { randomBytes } from 'node:crypto'
import { describe, expect, inject, it } from 'vitest'
import { ANONYMOUS_FUNCTIONS } from '../support/anonymous-functions.ts'
import { startApp } from '../support/app.ts'
import { buildFork } from '../support/fork.ts'
import { builtFunctionIds, sweep } from '../support/rpc-sweep.ts'
import { sources } from '../support/sources.ts'

/** A build, then every call of the sweep. */
const TIMEOUT_MS = 240_000
const GUARD = /\.middleware\(\[ensure\w+\]\)/g

/** The sweep is only worth something if it goes red: this takes every guard away, builds, and runs the same sweep. */
describe('the sweep over server functions', () => {
  it(
    'finds each of them when its guard is taken away',
    async () => {
      const guarded = sources().filter(({ path, text }) => path.endsWith('.functions.ts') && text.search(GUARD) !== -1)
      const fork = await buildFork(
        guarded.map(({ path }) => `src/${path}`),
        (source) => `import { allowAnonymous as unguarded } from '~/auth/guards'\n${source}`.replaceAll(GUARD, '.middleware([unguarded])'),
      )
      const secret = randomBytes(32).toString('base64url')
      const app = await startApp(inject('server'), { AUTH_SECRET: secret }, fork.server)
      const ids = builtFunctionIds(fork.server).filter((id) => !ANONYMOUS_FUNCTIONS.includes(id))
      const wrong = await sweep(app, secret, ids).finally(app.stop).finally(fork.remove)
      expect(ids.length).toBeGreaterThanOrEqual(guarded.length)
      expect(ids.filter((id) => !wrong.some((line) => line.startsWith(`${id} `)))).toEqual([])
    },
    TIMEOUT_MS,
  )
})
