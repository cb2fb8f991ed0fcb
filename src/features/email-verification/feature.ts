import { defineFeature } from '#platform/features.ts'

export const emailVerification = defineFeature({
  name: 'email-verification',
})
