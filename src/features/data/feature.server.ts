import { defineServerFeature } from '#platform/features.ts'

export const data = defineServerFeature({
  name: 'data',
  errors: {
    email_not_yours: { text: (m) => m.account_problem_email_not_yours() },
    account_leaving: { text: (m) => m.account_problem_leaving(), authCodes: ['ACCOUNT_LEAVING'] },
  },
  tables: {
    account_deletion: { exportedAs: 'deletion', export: async (userId) => (await import('./export.server.ts')).exportDeletion(userId) },
    // The audit log has no foreign key: the job that erases the account empties its rows.
    event: { exportedAs: 'events', export: async (userId) => (await import('./export.server.ts')).exportEvents(userId) },
  },
})
