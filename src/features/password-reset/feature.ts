import { defineFeature } from '#platform/features.ts'

export const passwordReset = defineFeature({
  name: 'password-reset',
})
