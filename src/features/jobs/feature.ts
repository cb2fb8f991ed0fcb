import { defineFeature } from '#platform/features.ts'

export const jobs = defineFeature({
  name: 'jobs',
})
