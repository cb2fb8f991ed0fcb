import { randomBytes } from 'node:crypto'
import { describe, expect, inject, it } from 'vitest'
import { startApp } from '../support/app.ts'
import { buildFork } from '../support/fork.ts'
import { builtFunctionIds, sweep } from '../support/rpc-sweep.ts'

/** The sweep is only worth something if it goes red: this takes a guard away, builds, and runs the same sweep. */
describe('the sweep over server functions', () => {
  it.each([
    ['home.getHome', 'src/features/home/home.functions.ts'],
    ['account.updateProfile', 'src/features/account/account.functions.ts'],
    ['activity.listActivity', 'src/features/activity/activity.functions.ts'],
    ['connections.listConnections', 'src/features/connections/connections.functions.ts'],
    ['confirm.getConfirmation', 'src/features/confirm/confirm.functions.ts'],
    ['passkeys.listPasskeys', 'src/features/passkeys/passkeys.functions.ts'],
    ['security.getSecurity', 'src/features/security/security.functions.ts'],
    ['two-factor.getTwoFactor', 'src/features/two-factor/two-factor.functions.ts'],
    ['activity.countSignIns', 'src/features/activity/activity.functions.ts'],
  ])('finds %s when its guard is taken away', async (id, file) => {
    const fork = await buildFork(file, (source) =>
      source
        .replaceAll('.middleware([ensureSession])', '.middleware([allowAnonymous])')
        .replace('import { ensureSession }', 'import { allowAnonymous, ensureSession }'),
    )
    const secret = randomBytes(32).toString('base64url')
    const app = await startApp(inject('server'), { AUTH_SECRET: secret }, fork.server)
    const ids = builtFunctionIds(fork.server).filter((name) => name === id)
    const wrong = await sweep(app, secret, ids).finally(app.stop).finally(fork.remove)
    expect(wrong.length).toBeGreaterThan(0)
  })
})
