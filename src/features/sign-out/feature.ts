import { defineFeature } from '#platform/features.ts'

export const signOut = defineFeature({
  name: 'sign-out',
})
