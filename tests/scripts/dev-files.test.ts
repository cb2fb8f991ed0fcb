import { join } from 'node:path'
import { type ResolvedConfig, isFileServingAllowed, resolveConfig } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/checkout.ts'

let config: ResolvedConfig
beforeAll(async () => {
  config = await resolveConfig({ root: ROOT, logLevel: 'silent' }, 'serve')
})

describe('the development server', () => {
  it.each([
    '.data/auth-secret',
    '.data/seeded-password',
    '.data/postgres/password',
    '.data/mailbox/1.json',
    '.env',
    '.env.local',
    '.git/config',
  ])('does not serve %s', (path) => {
    expect(isFileServingAllowed(config, `/@fs${join(ROOT, path)}`)).toBe(false)
    expect(isFileServingAllowed(config, `/@fs${join(ROOT, path)}?raw`)).toBe(false)
  })

  it('serves the sources', () => {
    expect(isFileServingAllowed(config, `/@fs${join(ROOT, 'src/brand.ts')}`)).toBe(true)
  })
})
