import { defineFeature } from '#platform/features.ts'

export const admin = defineFeature({
  name: 'admin',
})
