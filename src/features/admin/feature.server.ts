import { brand } from '#brand.ts'
import { defineServerFeature } from '#platform/features.ts'

export const admin = defineServerFeature({
  name: 'admin',
  auth: {
    signInBlock: {
      code: 'ACCOUNT_SUSPENDED',
      message: 'The account is suspended.',
      isBlocked: async (userId) => (await import('./banned.server.ts')).isBanned(userId),
    },
  },
  errors: {
    account_suspended: { text: (m) => m.refusals_suspended({ mail: brand.supportEmail }), authCodes: ['ACCOUNT_SUSPENDED'] },
  },
  commands: {
    admin: {
      usage: 'admin EMAIL [--revoke]',
      help: 'Make a user an administrator',
      load: async () => (await import('./admin-command.server.ts')).adminCommand,
    },
    ban: {
      usage: 'ban EMAIL [--lift]',
      help: 'Ban a user: revoke all sessions and block sign-in',
      load: async () => (await import('./ban-command.server.ts')).banCommand,
    },
    'secrets:rotate': {
      usage: 'secrets:rotate',
      help: 'Re-encrypt with AUTH_SECRET what AUTH_OLD_SECRETS encrypted',
      load: async () => (await import('./rotate-secrets-command.server.ts')).rotateSecretsCommand,
    },
  },
})
