import { defineServerFeature } from '#platform/features.ts'

export const gallery = defineServerFeature({
  name: 'gallery',
})
