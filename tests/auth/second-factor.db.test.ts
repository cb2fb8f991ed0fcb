import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { getAuth } from '#auth/auth.server.ts'
import { provesBothFactors } from '#auth/two-factor/second-factor.server.ts'
import { ROOT } from '../../scripts/checkout.ts'

type SessionStart = 'first factor' | 'both factors' | 'renews' | 'none'

/**
 * What every endpoint of the auth instance does about sessions. After a `first factor` whoever has two-factor owes the
 * second. `both factors`: the session it starts is whole. `renews`: the session it was asked with goes on.
 */
const SESSION_OF_ENDPOINT: Record<string, SessionStart> = {
  '/sign-in/email': 'first factor',
  '/sign-in/social': 'first factor',
  '/callback/:id': 'first factor',
  '/magic-link/verify': 'first factor',
  '/sign-up/email': 'first factor',
  '/verify-email': 'first factor',
  '/change-password': 'first factor',
  '/two-factor/enable': 'first factor',
  '/two-factor/disable': 'first factor',
  '/two-factor/verify-otp': 'first factor',
  '/two-factor/send-otp': 'first factor',
  '/passkey/verify-registration': 'first factor',
  '/two-factor/verify-totp': 'both factors',
  '/two-factor/verify-backup-code': 'both factors',
  '/passkey/verify-authentication': 'both factors',
  '/get-session': 'renews',
  '/update-session': 'renews',
  '/update-user': 'renews',
  '/change-email': 'renews',
  '/sign-in/magic-link': 'none',
  '/sign-out': 'none',
  '/reset-password': 'none',
  '/reset-password/:token': 'none',
  '/request-password-reset': 'none',
  '/verify-password': 'none',
  '/send-verification-email': 'none',
  '/delete-user': 'none',
  '/delete-user/callback': 'none',
  '/list-sessions': 'none',
  '/revoke-session': 'none',
  '/revoke-sessions': 'none',
  '/revoke-other-sessions': 'none',
  '/link-social': 'none',
  '/unlink-account': 'none',
  '/list-accounts': 'none',
  '/refresh-token': 'none',
  '/get-access-token': 'none',
  '/account-info': 'none',
  '/two-factor/get-totp-uri': 'none',
  '/two-factor/generate-backup-codes': 'none',
  '/passkey/generate-register-options': 'none',
  '/passkey/generate-authenticate-options': 'none',
  '/passkey/list-user-passkeys': 'none',
  '/passkey/delete-passkey': 'none',
  '/passkey/update-passkey': 'none',
  '/ok': 'none',
  '/error': 'none',
}

const paths = Object.values<{ path?: string }>((await getAuth()).api).flatMap(({ path }) => path ?? [])

/** Of every endpoint in the sources, whether its code makes a session or hands out its cookie. */
function startsInSource(): Map<string, boolean> {
  const sources = ['better-auth/dist/api/routes', 'better-auth/dist/plugins/{two-factor,magic-link}', '@better-auth/passkey/dist']
  const files = sources.flatMap((folder) => globSync(`${folder}/**/*.mjs`, { cwd: join(ROOT, 'node_modules') }))
  const texts = files.map((file) => readFileSync(join(ROOT, 'node_modules', file), 'utf8'))
  const endpoints = texts.flatMap((text) => text.split(/createAuthEndpoint\(/).slice(1))
  return new Map(
    endpoints.map((text) => [
      /^\s*"([^"]+)"/.exec(text)?.[1] ?? '',
      /createSession\(|setSessionCookie\(|verifyTwoFactor\(|handleOAuthUserInfo\(/.test(text),
    ]),
  )
}

describe('two-factor on every path', () => {
  it('knows of every endpoint of the auth instance whether it starts a session [ASVS 6.3.4]', () => {
    expect(paths.length).toBeGreaterThan(40)
    expect(paths.filter((path) => !(path in SESSION_OF_ENDPOINT)).toSorted()).toEqual([])
  })

  it('is asked after all of them but these [ASVS 6.3.4, 6.4.3]', () => {
    const both = Object.entries(SESSION_OF_ENDPOINT).flatMap(([path, session]) => (session === 'both factors' ? [path] : []))
    expect(paths.filter(provesBothFactors).toSorted()).toEqual(both.toSorted())
  })

  it('believes no endpoint to start none whose code makes one [ASVS 6.3.4]', () => {
    const inSource = startsInSource()
    const wrong = paths.filter((path) => inSource.get(path) === true && SESSION_OF_ENDPOINT[path] === 'none')
    expect(wrong.toSorted()).toEqual([])
    expect([...inSource.values()].filter(Boolean).length).toBeGreaterThan(8)
  })
})
