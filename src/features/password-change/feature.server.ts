import { defineServerFeature } from '#platform/features.ts'

export const passwordChange = defineServerFeature({
  name: 'password-change',
})
