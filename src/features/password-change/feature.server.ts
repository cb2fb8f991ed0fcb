import { defineServerFeature } from '#platform/features.ts'

export const passwordChange = defineServerFeature({
  name: 'password-change',
  errors: { password_unchanged: { text: (m) => m.account_problem_password_unchanged() } },
})
