import { defineFeature } from '#platform/features.ts'

export const activity = defineFeature({
  name: 'activity',
})
