import { defineFeature } from '#platform/features.ts'

export const twoFactor = defineFeature({
  name: 'two-factor',
})
