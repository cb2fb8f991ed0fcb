import { defineServerFeature } from '#platform/features.ts'

export const landing = defineServerFeature({
  name: 'landing',
  publicPages: ['/'],
})
