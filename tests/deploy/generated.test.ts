import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { SETTING_GROUPS } from '#platform/config/env.server.ts'
import { settings } from '#platform/config/env.value.ts'
import { ROOT } from '../../scripts/checkout.ts'

/** Set by tests, for the services that stand in. */
const FOR_TESTS = ['TURNSTILE_URL', 'HIBP_URL']
/** Of a container's own making. */
const NOT_IN_COMPOSE = ['AUTH_OLD_SECRETS_FILE', 'HOST', 'DATA_DIRECTORY']

const all = SETTING_GROUPS.flatMap(({ shape }) => Object.entries(shape))
const named = (which: typeof all) => which.map(([name]) => name)

describe('what npm run generate writes', () => {
  it('is current: .env.example, and the environment of docker-compose.yml', async () => {
    const check = promisify(execFile)(process.execPath, ['scripts/run.mjs', 'generate', '--check'], { cwd: ROOT })
    await expect(check).resolves.toMatchObject({ stderr: '' })
  })

  it('explains every setting, and hands it on to a container', () => {
    expect(all.length).toBeGreaterThan(40)
    expect(named(all.filter(([, schema]) => !settings.has(schema)))).toEqual(FOR_TESTS)
    expect(named(all.filter(([, schema]) => settings.get(schema)?.compose === null))).toEqual(NOT_IN_COMPOSE)
  })
})
