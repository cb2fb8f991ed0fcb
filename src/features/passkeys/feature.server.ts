import { defineServerFeature } from '#platform/features.ts'
import { perMinute } from '#platform/rate-limits/limit.ts'

export const passkeys = defineServerFeature({
  name: 'passkeys',
  auth: {
    plugins: async () => [(await import('./passkey-plugin.server.ts')).passkeys()],
    endpoints: {
      'GET /passkey/generate-authenticate-options': { open: true, limit: 'passkey_options' },
      // Refuses a session that is not proven.
      'GET /passkey/generate-register-options': { open: true, limit: 'passkey_options' },
      'POST /passkey/verify-authentication': {
        closed: 'our forms pass the passkey on',
        limit: 'passkey',
        way: 'passkey',
        userOf: async (body) => (await import('./known-passkeys.server.ts')).ownerIn(body),
        // The plugin demands that the device has checked its user.
        provesBothFactors: true,
      },
      'POST /passkey/verify-registration': { closed: 'our form passes the passkey on, after step-up', limit: 'passkey' },
      'GET /passkey/list-user-passkeys': { closed: 'returns public keys and ids of credentials; our page lists names' },
      'POST /passkey/delete-passkey': { closed: 'knows no step-up; ours leaves a way in and records' },
      'POST /passkey/update-passkey': { closed: 'renamed by our own form, in one transaction with its event' },
    },
    countSignInMethods: async (store, userId) => (await import('./known-passkeys.server.ts')).count(store, userId),
    removeSignInMethodsSince: async (tx, userId, since) => (await import('./known-passkeys.server.ts')).removeSince(tx, userId, since),
    proofs: {
      passkey: async (request, credential, userId) =>
        (await import('./passkey-credential.server.ts')).signInWithOwnPasskey(request, credential, userId),
    },
  },
  limits: {
    passkey_options: perMinute(60),
    passkey: perMinute(20),
  },
  errors: {
    passkey_refused: {
      text: (m) => m.passkeys_problem_refused(),
      authCodes: ['PASSKEY_REFUSED', 'AUTHENTICATION_FAILED', 'CHALLENGE_NOT_FOUND', 'YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY'],
    },
    passkey_unknown: { text: (m) => m.passkeys_problem_unknown(), authCodes: ['PASSKEY_NOT_FOUND'] },
    passkey_unverified: { text: (m) => m.passkeys_problem_unverified(), authCodes: ['PASSKEY_UNVERIFIED'] },
    passkey_limit: { text: (m) => m.passkeys_problem_limit(), authCodes: ['PASSKEY_LIMIT'] },
  },
  tables: {
    passkey: { exportedAs: 'passkeys', export: async (userId) => (await import('./export.server.ts')).exportPasskeys(userId) },
  },
})
