import { defineServerFeature } from '#platform/features.ts'

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
    problems: {
      PASSKEY_NOT_FOUND: { form: 'passkey_unknown' },
      PASSKEY_UNVERIFIED: { form: 'passkey_unverified' },
      PASSKEY_LIMIT: { form: 'passkey_limit' },
      PASSKEY_REFUSED: { form: 'passkey_refused' },
      AUTHENTICATION_FAILED: { form: 'passkey_refused' },
      CHALLENGE_NOT_FOUND: { form: 'passkey_refused' },
      YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: { form: 'passkey_refused' },
    },
    countWaysIn: async (store, userId) => (await import('./known-passkeys.server.ts')).count(store, userId),
    removeWaysInSince: async (tx, userId, since) => (await import('./known-passkeys.server.ts')).removeSince(tx, userId, since),
    proofs: {
      passkey: async (request, credential, userId) =>
        (await import('./passkey-credential.server.ts')).signInWithOwnPasskey(request, credential, userId),
    },
  },
})
