import { defineFeature } from '#platform/features.ts'

export const signUp = defineFeature({
  name: 'sign-up',
})
