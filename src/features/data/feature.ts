import { defineFeature } from '#platform/features.ts'

export const data = defineFeature({
  name: 'data',
})
