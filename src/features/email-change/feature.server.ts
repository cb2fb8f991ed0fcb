import { defineServerFeature } from '#platform/features.ts'

export const emailChange = defineServerFeature({
  name: 'email-change',
  emails: () => import('./emails.ts'),
})
