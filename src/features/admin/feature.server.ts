import { defineServerFeature } from '#platform/features.ts'

export const admin = defineServerFeature({
  name: 'admin',
  auth: {
    shutsOut: {
      code: 'ACCOUNT_SUSPENDED',
      message: 'The account is suspended.',
      isShutOut: async (userId) => (await import('./banned.server.ts')).isBanned(userId),
    },
    // Only someone who has proven to be the user sees it.
    problems: { ACCOUNT_SUSPENDED: { form: 'account_suspended' } },
  },
})
