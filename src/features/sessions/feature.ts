import { defineFeature } from '#platform/features.ts'

export const sessions = defineFeature({
  name: 'sessions',
})
