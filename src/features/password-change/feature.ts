import { defineFeature } from '#platform/features.ts'

export const passwordChange = defineFeature({
  name: 'password-change',
})
