import { defineFeature } from '#platform/features.ts'

export const security = defineFeature({
  name: 'security',
})
