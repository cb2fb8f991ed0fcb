import { defineServerFeature } from '#platform/features.ts'

export const signOut = defineServerFeature({
  name: 'sign-out',
})
