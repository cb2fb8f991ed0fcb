import { defineServerFeature } from '#platform/features.ts'

export const sessions = defineServerFeature({
  name: 'sessions',
})
