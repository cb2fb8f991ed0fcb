import { defineServerFeature } from '#platform/features.ts'
import { HOUR } from '#platform/rate-limits/limit.ts'

export const emailChange = defineServerFeature({
  name: 'email-change',
  limits: { email_change: { by: 'account', max: 5, windowSeconds: HOUR } },
  errors: { email_unchanged: { text: (m) => m.account_problem_email_unchanged() } },
  tables: {
    email_change: { exportedAs: 'emailChange', export: async (userId) => (await import('./export.server.ts')).exportEmailChange(userId) },
  },
  emails: () => import('./emails.ts'),
})
