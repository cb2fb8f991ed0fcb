import { defineServerFeature } from '#platform/features.ts'

export const signUp = defineServerFeature({
  name: 'sign-up',
  publicPages: ['/sign-up'],
  emails: () => import('./emails.ts'),
})
