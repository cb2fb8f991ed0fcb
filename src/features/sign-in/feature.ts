import { defineFeature } from '#platform/features.ts'

export const signIn = defineFeature({
  name: 'sign-in',
})
