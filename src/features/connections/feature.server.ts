import { defineServerFeature } from '#platform/features.ts'

export const connections = defineServerFeature({
  name: 'connections',
})
