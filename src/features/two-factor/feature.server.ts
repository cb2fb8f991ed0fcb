import { defineServerFeature } from '#platform/features.ts'
import { perMinute } from '#platform/rate-limits/limit.ts'

export const twoFactor = defineServerFeature({
  name: 'two-factor',
  limits: {
    second_factor: perMinute(20, { endpoints: ['/two-factor/verify-totp', '/two-factor/verify-backup-code'] }),
  },
  errors: {
    challenge_over: {
      text: (m) => m.auth_problem_challenge_over(),
      authCodes: ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'TOTP_NOT_ENABLED', 'BACKUP_CODES_NOT_ENABLED'],
    },
  },
  tables: {
    two_factor: { exportedAs: 'twoFactor', export: async (userId) => (await import('./export.server.ts')).exportTwoFactor(userId) },
    factor_removal: { notExported: 'It is in twoFactor.' },
    trusted_device: {
      exportedAs: 'trustedDevices',
      export: async (userId) => (await import('./export.server.ts')).exportTrustedDevices(userId),
    },
    used_code: { notExported: 'Hashes of spent codes say nothing.' },
  },
  emails: () => import('./emails.ts'),
  jobs: {
    /** One authenticator whose removal was requested, when its delay is over. */
    'two_factor.remove': { load: async () => (await import('./removal.jobs.server.ts')).removeFactor },
  },
})
