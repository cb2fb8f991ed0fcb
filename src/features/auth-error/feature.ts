import { defineFeature } from '#platform/features.ts'

export const authError = defineFeature({
  name: 'auth-error',
})
