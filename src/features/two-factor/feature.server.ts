import { defineServerFeature } from '#platform/features.ts'

export const twoFactor = defineServerFeature({
  name: 'two-factor',
})
