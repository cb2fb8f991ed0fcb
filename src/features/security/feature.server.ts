import { defineServerFeature } from '#platform/features.ts'

export const security = defineServerFeature({
  name: 'security',
})
