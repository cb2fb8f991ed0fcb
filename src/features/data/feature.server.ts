import { defineServerFeature } from '#platform/features.ts'

export const data = defineServerFeature({
  name: 'data',
})
