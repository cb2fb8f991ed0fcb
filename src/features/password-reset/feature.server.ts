import { defineServerFeature } from '#platform/features.ts'

export const passwordReset = defineServerFeature({
  name: 'password-reset',
})
