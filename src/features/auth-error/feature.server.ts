import { defineServerFeature } from '#platform/features.ts'

export const authError = defineServerFeature({
  name: 'auth-error',
})
