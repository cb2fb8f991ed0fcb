import { defineServerFeature } from '#platform/features.ts'
import { perMinute } from '#platform/rate-limits/limit.ts'

export const passkeys = defineServerFeature({
  name: 'passkeys',
  limits: {
    passkey_options: perMinute(60, { endpoints: ['/passkey/generate-authenticate-options', '/passkey/generate-register-options'] }),
    passkey: perMinute(20, { endpoints: ['/passkey/verify-authentication', '/passkey/verify-registration'] }),
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
