import { defineServerFeature } from '#platform/features.ts'

export const data = defineServerFeature({
  name: 'data',
  auth: {
    signInBlock: {
      code: 'ACCOUNT_LEAVING',
      message: 'The account is going to be erased.',
      isBlocked: async (userId) => (await import('./leaving.server.ts')).isLeaving(userId),
      whenRefused: async (userId) => (await import('./leaving.server.ts')).remind(userId),
    },
    async onEmailChangeUndone(tx, userId) {
      await (await import('./leaving.server.ts')).stay(tx, userId)
    },
  },
  errors: {
    email_not_yours: { text: (m) => m.account_problem_email_not_yours() },
    account_leaving: { text: (m) => m.account_problem_leaving(), authCodes: ['ACCOUNT_LEAVING'] },
  },
  tables: {
    account_deletion: { exportedAs: 'deletion', export: async (userId) => (await import('./export.server.ts')).exportDeletion(userId) },
    // The audit log has no foreign key: the job that erases the account empties its rows.
    event: { exportedAs: 'events', export: async (userId) => (await import('./export.server.ts')).exportEvents(userId) },
  },
  emails: () => import('./emails.ts'),
  jobs: {
    /** One account whose time to change one's mind is over. */
    'account.erase': {
      // A promise: tried for weeks before it is given up.
      options: { retryLimit: 500, retentionSeconds: 60 * 86_400 },
      load: async () => (await import('./erase.jobs.server.ts')).eraseAccount,
    },
  },
})
