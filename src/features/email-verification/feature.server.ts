import { defineServerFeature } from '#platform/features.ts'

export const emailVerification = defineServerFeature({
  name: 'email-verification',
  emails: () => import('./emails.ts'),
})
