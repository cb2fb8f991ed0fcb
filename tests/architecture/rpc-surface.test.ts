import { describe, expect, it } from 'vitest'
import { ANONYMOUS_FUNCTIONS } from '../support/anonymous-functions.ts'
import { sources } from '../support/sources.ts'

/** `export const NAME = createServerFn({ method: 'GET' })` whose first link is a guard of ours. Writes are form posts. */
const CHAIN =
  /export const (\w+) = createServerFn\(\{ method: '(GET)' \}\)\s*\.middleware\(\[(allowAnonymous|ensureSession|ensureFreshSession|ensureAdmin)\]\)/g
const DEVELOPMENT = /^features\/(mailbox|email-gallery)\//

const surface = sources().flatMap(({ path, text }) => {
  const area = path.match(/([^/]+)\.functions\.ts$/)?.[1]
  return [...text.matchAll(CHAIN)].map(([, name, method, guard]) => ({
    path,
    line: `${area}.${name} · ${method} · ${guard}`,
    id: `${area}.${name}`,
    guard,
  }))
})

describe('server functions', () => {
  it('are these, by verb and guard: a new one is a line in this list [ASVS 8.2.1]', () => {
    expect(surface.map(({ line }) => line).toSorted()).toMatchInlineSnapshot(`
      [
        "activity.countSignIns · GET · ensureSession",
        "activity.listActivity · GET · ensureSession",
        "confirm.getConfirmation · GET · ensureSession",
        "connections.getConnection · GET · ensureSession",
        "connections.listConnections · GET · ensureSession",
        "email-change.getPendingEmail · GET · ensureSession",
        "email-gallery.renderSample · GET · allowAnonymous",
        "home.getHome · GET · ensureSession",
        "jobs.countDeadJobs · GET · ensureAdmin",
        "jobs.getQueues · GET · ensureAdmin",
        "jobs.listJobs · GET · ensureAdmin",
        "mailbox.listMails · GET · allowAnonymous",
        "passkeys.getNewPasskey · GET · ensureSession",
        "passkeys.getPasskey · GET · ensureSession",
        "passkeys.listPasskeys · GET · ensureSession",
        "password-change.getPasswordState · GET · ensureFreshSession",
        "providers.listProviders · GET · allowAnonymous",
        "security.getSecurity · GET · ensureSession",
        "sessions.listSessions · GET · ensureSession",
        "step-up.hasFreshProof · GET · ensureSession",
        "two-factor.getNewBackupCodes · GET · ensureFreshSession",
        "two-factor.getSetUp · GET · ensureFreshSession",
        "two-factor.getTwoFactor · GET · ensureSession",
        "viewer.getViewer · GET · allowAnonymous",
      ]
    `)
  })

  it('all start their chain with a guard, in a file that says what it is [ASVS 8.2.1, 8.3.1]', () => {
    const written = sources().flatMap(({ path, text }) => (text.match(/= createServerFn\(/g) ?? []).map(() => path))
    expect(written.filter((path) => !path.endsWith('.functions.ts'))).toEqual([])
    expect(written.toSorted()).toEqual(surface.map(({ path }) => path).toSorted())
  })

  it('are anonymous by decision only', () => {
    const anonymous = surface.filter(({ guard, path }) => guard === 'allowAnonymous' && !DEVELOPMENT.test(path))
    expect(anonymous.map(({ id }) => id)).toEqual(ANONYMOUS_FUNCTIONS)
  })
})
