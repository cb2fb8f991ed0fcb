import { defineServerFeature } from '#platform/features.ts'

export const pricing = defineServerFeature({
  name: 'pricing',
  publicPages: ['/pricing'],
})
