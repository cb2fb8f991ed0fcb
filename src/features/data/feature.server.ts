import { defineServerFeature } from '#platform/features.ts'

export const data = defineServerFeature({
  name: 'data',
  errors: {
    email_not_yours: { text: (m) => m.account_problem_email_not_yours() },
    account_leaving: { text: (m) => m.account_problem_leaving(), authCodes: ['ACCOUNT_LEAVING'] },
  },
})
