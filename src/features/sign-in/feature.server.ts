import { defineServerFeature } from '#platform/features.ts'

export const signIn = defineServerFeature({
  name: 'sign-in',
  publicPages: ['/sign-in'],
})
