import { defineServerFeature } from '#platform/features.ts'

export const magicLink = defineServerFeature({
  name: 'magic-link',
  emails: () => import('./emails.ts'),
})
