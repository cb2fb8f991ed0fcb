import { defineFeature } from '#platform/features.ts'

export const gallery = defineFeature({
  name: 'gallery',
})
