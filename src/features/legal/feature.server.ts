import { defineServerFeature } from '#platform/features.ts'

export const legal = defineServerFeature({
  name: 'legal',
  publicPages: ['/terms', '/privacy'],
})
