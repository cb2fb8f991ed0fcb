import { defineServerFeature } from '#platform/features.ts'

export const activity = defineServerFeature({
  name: 'activity',
})
