import { defineServerFeature } from '#platform/features.ts'

export const jobs = defineServerFeature({
  name: 'jobs',
})
